"use strict";
// The map without a new page: the slider and the forms fetch the very address that
// they would go to, and put what differs in the place of what there is.
(() => {
  const slide = document.getElementById("slide");
  if (!slide || !window.fetch || !window.DOMParser) return;
  document.documentElement.classList.add("scripted");
  const epoch = 719163; // the number of 1970-01-01
  const iso = (n) => new Date((n - epoch) * 864e5).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  let asked = 0, timer = 0, stop = null;

  const take = (page, id) => {
    const now = document.getElementById(id), then = page.getElementById(id);
    if (now && then) now.replaceWith(document.adoptNode(then));
  };
  const show = (page, moving) => {
    document.title = page.title;
    for (const id of ["map-title", "answer"]) take(page, id);
    for (const what of ["footer .cite", ".tongues", ".top nav"]) { // their links hold the day
      const now = document.querySelector(what), then = page.querySelector(what);
      if (now && then) now.replaceWith(document.adoptNode(then));
    }
    for (const name of ["of", "show", "on", "step", "against", "known", "doctrine"]) {
      const here = document.querySelector(`.mapform [name=${name}]`), there = page.querySelector(`.mapform [name=${name}]`);
      if (here && there) here.value = there.value;
    }
    const there = page.getElementById("slide");
    slide.min = there.min;
    slide.max = there.max;
    if (!moving) slide.value = there.value;
    slide.setAttribute("aria-valuetext", there.getAttribute("aria-valuetext"));
    document.getElementById("slide-day").textContent = page.getElementById("slide-day").textContent;
    const hidden = page.querySelectorAll(".slide input[type=hidden]");
    document.querySelectorAll(".slide input[type=hidden]").forEach((x) => x.remove());
    hidden.forEach((x) => slide.form.prepend(document.adoptNode(x)));
    const legend = document.getElementById("legend");
    document.getElementById("map-status").textContent = [there.getAttribute("aria-valuetext"), ...[...legend.children].map((x) => x.textContent.trim())].join(", ");
  };
  const go = async (address, keep, moving) => {
    const mine = ++asked;
    if (stop) stop.abort();
    stop = new AbortController();
    document.getElementById("answer").classList.add("waiting");
    try {
      const answer = await fetch(address, { signal: stop.signal, credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      if (!answer.ok || !page.getElementById("answer")) { location.href = address; return; }
      if (keep) history[keep]({}, "", answer.url);
      show(page, moving);
    } catch (e) {
      if (e.name !== "AbortError") location.href = address;
    }
  };
  slide.addEventListener("input", () => {
    const day = iso(Number(slide.value));
    document.getElementById("slide-day").textContent = words.format(new Date(day));
    slide.setAttribute("aria-valuetext", words.format(new Date(day)));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const to = new URL(location.href);
      to.searchParams.set("on", day);
      to.searchParams.delete("slide");
      to.searchParams.delete("move");
      go(to, "replaceState", true);
    }, 90);
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.matches(".mapform, .slide")) return;
    e.preventDefault();
    const to = new URL(e.target.action), form = new FormData(e.target, e.submitter);
    to.search = new URLSearchParams([...form].filter(([, x]) => x !== "")).toString();
    go(to, "pushState", false);
  });
  window.addEventListener("popstate", () => go(location.href, "", false));
})();
