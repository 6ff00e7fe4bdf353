package article

import (
	"fmt"
	"strings"
	"testing"
)

// layouts are the ways in which pages hold an article: %[1]s is what stands
// above it, %[2]s its heading, %[3]s its text, %[4]s what stands below.
var layouts = map[string]string{
	"article":  `<html><head><title>%[2]s | Le Phare</title></head><body>%[1]s<main><article><h1>%[2]s</h1>%[3]s</article></main>%[4]s</body></html>`,
	"inside":   `<html><head><title>%[2]s - Le Phare</title></head><body><main><article>%[1]s<h1>%[2]s</h1>%[3]s%[4]s</article></main></body></html>`,
	"bare":     `<html><head><title>%[2]s</title></head><body>%[1]s<h1>%[2]s</h1>%[3]s%[4]s</body></html>`,
	"boxes":    `<html><head><title>%[2]s</title></head><body><div id="wrap"><div class="col-1">%[1]s</div><div class="col-2"><div class="titre"><h1>%[2]s</h1></div><div class="texte">%[3]s</div></div><div class="col-3">%[4]s</div></div></body></html>`,
	"h2":       `<html><head><title>Le Phare</title><meta property="og:title" content="%[2]s"></head><body>%[1]s<div class="page"><h2>%[2]s</h2><div>%[3]s</div></div>%[4]s</body></html>`,
	"table":    `<html><head><title>%[2]s</title></head><body><table><tr><td>%[1]s</td><td><h1>%[2]s</h1>%[3]s</td></tr><tr><td colspan=2>%[4]s</td></tr></table></body></html>`,
	"wp":       `<html><body class="single has-sidebar"><div id="page" class="site"><div id="content"><article class="post hentry category-monde"><header class="entry-header"><h1 class="entry-title">%[2]s</h1></header><div class="entry-content">%[3]s</div></article></div>%[1]s%[4]s</div></body></html>`,
	"semantic": `<html><body itemscope itemtype="https://schema.org/NewsArticle">%[1]s<h1 itemprop="headline">%[2]s</h1><div itemprop="articleBody">%[3]s</div>%[4]s</body></html>`,
}

// surroundings must never become text, wherever they stand; "INTRUS" marks
// their words.
var surroundings = map[string]string{
	"nav":            `<nav><ul><li><a href="/">INTRUS Accueil</a></li><li><a href="/m">INTRUS Monde</a></li></ul></nav>`,
	"menu":           `<div class="main-menu"><a href="/">INTRUS Accueil</a> | <a href="/m">INTRUS Monde</a></div>`,
	"plain links":    `<p><a href="/">INTRUS Accueil</a> | <a href="/m">INTRUS Monde</a> | <a href="/s">INTRUS Sport</a></p>`,
	"cookies":        `<div id="cookie-consent"><p>INTRUS En poursuivant votre navigation, vous acceptez l'utilisation de cookies à des fins de mesure d'audience.</p><button>INTRUS Accepter</button></div>`,
	"cookies 2":      `<div class="gdpr"><p>INTRUS We and our partners store and access information on your device.</p></div>`,
	"aside":          `<aside><h3>INTRUS À lire aussi</h3><ul><li><a href="#">INTRUS Washington reconnaît Jérusalem comme capitale d'Israël (7 décembre 2017)</a></li></ul></aside>`,
	"related":        `<div class="related-articles"><h4>INTRUS</h4><p><a href="#">INTRUS Le Chili rappelle son ambassadeur à Lima</a></p></div>`,
	"labelled":       `<div class="bloc"><h4>Les plus lus</h4><ol><li><a href="#">INTRUS Le Chili rappelle son ambassadeur à Lima</a></li><li><a href="#">INTRUS Dix soupes d'hiver</a></li></ol></div>`,
	"labelled list":  `<h4>Most read</h4><ol><li><a href="#">INTRUS Chile recalls its ambassador</a></li><li><a href="#">INTRUS Ten winter soups</a></li></ol>`,
	"inline related": `<p>Lire aussi : <a href="#">INTRUS Le Chili rappelle son ambassadeur à Lima</a></p>`,
	"bold related":   `<p><strong>À lire également :</strong> <a href="#">INTRUS Le Chili rappelle son ambassadeur à Lima.</a></p>`,
	"ad":             `<div class="ad">PUBLICITÉ<br>INTRUS Envolez-vous pour Lisbonne dès 49 €.</div>`,
	"ad 2":           `<div>ADVERTISEMENT<br>INTRUS Fly to Lisbon from $49. Terms apply.</div>`,
	"ad 3":           `<div id="div-gpt-ad-12"><p>INTRUS La banque qui vous ressemble, jusqu'à 80 € offerts pour toute ouverture de compte.</p></div>`,
	"ticker":         `<div class="ticker">INTRUS EN DIRECT : Inde - Angleterre, deuxième manche • la bourse monte de 0,4 %</div>`,
	"share":          `<div class="share"><span>INTRUS Partager</span> <a href="#">Facebook</a> <a href="#">Twitter</a></div>`,
	"newsletter":     `<div class="newsletter"><h3>INTRUS La lettre du matin</h3><p>INTRUS Recevez chaque matin l'essentiel de l'actualité internationale dans votre boîte.</p><form><input name="m"></form></div>`,
	"footer":         `<footer><p>INTRUS © Le Phare 2019 — Mentions légales — Contact — Recevez notre lettre du matin.</p></footer>`,
	"footer 2":       `<div id="footer"><p>INTRUS Le Phare est édité par la société Le Phare, dont le siège est à Brest.</p></div>`,
	"comments":       `<div id="comments"><h3>INTRUS 2 commentaires</h3><p>INTRUS Je n'en crois pas un mot, et vous ne devriez pas non plus, chers lecteurs.</p></div>`,
	"hidden":         `<div style="display: none"><p>INTRUS Le Chili a rompu ses relations avec le Pérou, selon une source.</p></div>`,
	"script":         `<script>var intrus = "INTRUS le Chili a rompu";</script><style>.INTRUS{}</style><noscript><p>INTRUS Activez JavaScript pour lire cet article dans les meilleures conditions.</p></noscript>`,
	"tags":           `<ul class="tags"><li><a href="#">INTRUS Norvège</a></li><li><a href="#">INTRUS Suède</a></li></ul>`,
	"breadcrumb":     `<div class="breadcrumb"><a href="/">INTRUS Accueil</a> &gt; <a href="/m">INTRUS Monde</a></div>`,
	"search":         `<form action="/q"><label>INTRUS Rechercher</label><input name="q"><button>INTRUS OK</button></form>`,
	"author box":     `<div class="author-bio"><p>INTRUS Jeanne Lemercier suit l'Europe du Nord pour Le Phare depuis vingt ans.</p></div>`,
	"login":          `<div class="login"><p>INTRUS Déjà abonné ? Connectez-vous pour lire la suite de nos articles.</p></div>`,
}

// shortArticle is what must come out whole, in order.
var shortArticle = []string{
	"<p>La Norvège a signé mardi un traité avec ses voisins du Nord.</p>",
	"<p>L’Islande, elle, n’en veut pas.</p>",
	"<p>En 1995, Oslo avait <b>refusé</b> de signer ; le ministre d’alors, <em>favorable</em> au texte, avait démissionné le jour même, avant de revenir au gouvernement deux ans plus tard.</p>",
	"<h3>Et la Finlande ?</h3>",
	"<ul><li>Helsinki a ratifié le texte en juin.</li><li>Les îles Åland l’appliquent déjà.</li></ul>",
	"<blockquote><p>« Nous avons attendu assez longtemps. »</p></blockquote>",
	"<p>Stockholm se tait.</p>",
}

// TestSurroundingsNeverBecomeTextAndShortArticlesStayWhole puts each of the
// surroundings into each layout, above, below and inside the article.
func TestSurroundingsNeverBecomeTextAndShortArticlesStayWhole(t *testing.T) {
	var want []string
	for _, p := range shortArticle {
		for part := range strings.SplitSeq(p, "</li>") {
			if s := nodeText(parseHTML(part)); s != "" {
				want = append(want, s)
			}
		}
	}
	wanted := strings.Join(want, "\n")
	r := newReader(t, Options{})
	for layout, page := range layouts {
		for name, around := range surroundings {
			for _, place := range []string{"above", "below", "inside", "last"} {
				above, below, text := "", "", strings.Join(shortArticle, "\n")
				switch place {
				case "above":
					above = around
				case "below":
					below = around
				case "inside":
					text = strings.Join(shortArticle[:2], "\n") + around + strings.Join(shortArticle[2:], "\n")
				case "last":
					text += around
				}
				d := &draft{}
				if err := readPage(r, d, fmt.Appendf(nil, page, above, "La Norvège signe un traité du Nord", text, below)); err != nil {
					t.Fatal(err)
				}
				a, err := r.finish(d)
				if err != nil {
					t.Errorf("%s, %s %s: %v", layout, name, place, err)
					continue
				}
				var got []string
				for _, u := range a.Units {
					if u.Kind != Meta && u.Kind != Title {
						got = append(got, a.Text[u.Start:u.End])
					}
				}
				if g := strings.Join(got, "\n"); g != wanted {
					t.Errorf("%s, %s %s: read\n%s", layout, name, place, g)
				}
				if a.Title != "La Norvège signe un traité du Nord" {
					t.Errorf("%s, %s %s: title %q", layout, name, place, a.Title)
				}
			}
		}
	}
}
