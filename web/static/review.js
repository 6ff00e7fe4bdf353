"use strict";
/* One key a decision. Keys do what the buttons do that show them; without script
   the buttons do. They rest while somebody writes, and can be switched off. */
(() => {
  const form = document.getElementById("decide");
  const keys = document.getElementById("keys");
  const hint = document.getElementById("hint");
  if (!keys) return;
  const on = keys.querySelector("input");
  const kept = () => { try { return localStorage.getItem("keys") !== "off"; } catch { return true; } };
  on.checked = kept();
  document.body.classList.toggle("keyless", !on.checked);
  keys.hidden = false;
  on.addEventListener("change", () => {
    document.body.classList.toggle("keyless", !on.checked);
    try { localStorage.setItem("keys", on.checked ? "on" : "off"); } catch { /* not kept, then */ }
  });

  let pending = null; // the button that waits for a reason
  let sent = false;
  const why = document.getElementById("why");
  const wait = (button, field, words) => {
    pending = button;
    field.focus();
    if (hint && words) hint.textContent = words;
  };
  const press = (target) => {
    if (target.dataset.goes) {
      wait(target, document.getElementById(target.dataset.goes), hint && hint.dataset.undo);
    } else if (target.dataset.wants && !why.value.trim()) {
      wait(target, why, hint.dataset.reject);
    } else {
      target.click();
    }
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) { event.target.blur(); pending = null; return; }
    if (!on.checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (target) { event.preventDefault(); press(target); }
  });
  if (why) {
    why.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !pending || event.isComposing) return;
      event.preventDefault();
      if (why.value.trim()) pending.click();
    });
    form.addEventListener("click", (event) => { // a button that wants a reason asks for it
      const button = event.target.closest("button[data-wants]");
      if (button && !why.value.trim()) { event.preventDefault(); wait(button, why, hint.dataset.reject); }
    });
  }
  for (const f of document.querySelectorAll("form.decide, form.undo")) {
    f.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
  }
  addEventListener("pageshow", () => { sent = false; });
})();
