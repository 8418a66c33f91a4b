package extract

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"synoptic/news"
)

// Openings of lines that stand in an article without being of it, in small
// letters. The list is of languages that the corpus of pages has; an opening
// that could begin a sentence of an account is not on it.
var openings = []struct {
	kind    news.MarkingKind
	opening []string
}{
	{news.ReadAlso, []string{
		"read more", "read also", "also read", "see also:", "read next", "related:", "related article", "related stor", "related post", "more on this", "you may also like", "you might also like", "don't miss", "recommended for you", "must read", "further reading", "more from", "more stor", "continue reading", "up next", "most read", "related content", "related topics", "related news",
		"lea también", "lea más", "lea:", "lee también", "leer más", "vea también", "ver también", "ver más", "te puede interesar", "le puede interesar", "también te puede", "también puedes leer", "puedes leer", "le recomendamos", "síguenos", "siguenos", "contexto de la noticia", "más sobre", "te recomendamos", "más noticias", "noticias relacionadas", "artículos relacionados", "además:", "mira también",
		"lesen sie auch", "lies auch", "lest auch", "auch interessant", "das könnte", "mehr zum thema", "mehr dazu", "zum weiterlesen", "schon gelesen", "weiterlesen", "mehr lesen", "weitere artikel", "weitere themen", "weitere beiträge", "ähnliche artikel", "ähnliche beiträge", "passend dazu", "passend zum thema", "auch auf ", "auch lesen", "weiterführende", "mehr themen", "mehr infos", "noch mehr", "mehr zu", "meistgelesen", "meistdiskutiert", "neueste artikel", "das thema könnte", "externer inhalt", "beliebte", "verwandte", "siehe auch:", "lesetipp", "weitere aktuelle", "viel gelesen", "mehr kolumnen", "weitere informationen:", "mehr von", "mehr aus", "verwandtes thema",
		"à lire aussi", "a lire aussi", "lire aussi", "lire également", "à lire également", "à voir aussi", "voir aussi", "en savoir plus", "lire la suite", "sur le même sujet", "pour aller plus loin",
		"leggi anche", "leggi di più", "ti potrebbe interessare", "potrebbe interessarti", "vedi anche",
		"leia também", "leia mais", "veja também", "saiba mais", "veja mais",
		"czytaj także", "czytaj też", "czytaj również", "czytaj więcej", "czytaj dalej", "zobacz też", "zobacz także", "zobacz również", "przeczytaj także", "przeczytaj też", "przeczytaj również", "polecamy", "powiązane",
		"lees ook", "lees meer", "bekijk ook", "läs även", "läs också", "läs mer", "les også", "læs også", "lue myös", "čtěte také", "читайте также", "читайте ще", "читайте також", "смотрите также", "по теме:", "ayrıca bakınız", "bunu da oku", "اقرأ أيضا", "اقرأ أيضًا", "بیشتر بخوانید",
	}},
	{news.Licence, []string{
		"©", "(c) ", "copyright", "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos", "tutti i diritti", "wszelkie prawa", "materiał chroniony", "this work is licensed", "dieses werk ist lizenziert", "sofern nicht anders",
	}},
	{news.Caption, []string{
		"photo:", "photo credit", "abbildung", "(foto", "(photo", "(credit", "image illustrative", "logo de", "(bild", "grafik:", "image:", "image credit", "credit:", "foto:", "fotos:", "bild:", "beitragsbild", "bildquelle", "fot.", "photo by", "foto de", "crédit photo", "crédits photo", "picture:", "image via", "photograph:", "titelbild", "bildrechte", "symbolbild",
	}},
	{news.Byline, []string{
		"source:", "quelle:", "quellen:", "źródło", "fuente:", "fonte:", "posted in", "posted on", "posted by", "filed under", "tagged", "tags:", "categories:", "category:", "kategorie:", "kategorien:", "schlagwörter", "schlagworte", "this entry was posted", "dieser beitrag wurde", "veröffentlicht am", "veröffentlicht in", "veröffentlicht unter", "veröffentlicht:", "erstellt am", "last updated", "updated:", "published:", "publié le", "publicado el", "pubblicato", "stand:", "autor:", "autorin:", "author:", "über den autor", "über die autor", "about the author", "suggested citation", "zitiervorschlag", "about author", "geschrieben von", "written by", "von der redaktion", "etiquetas:", "étiquettes", "temas:", "tagi:", "permalink", "lesezeit", "lesedauer", "reading time",
	}},
	{news.Boilerplate, []string{
		"subscribe", "never miss the latest", "first-time subscribers", "if you’re seeing this message", "if you're seeing this message", "sign up", "follow us", "follow @", "share this", "share on", "click here to", "click to share", "join our", "support our", "if you enjoyed", "download our app", "get the latest", "log in", "leave a comment", "leave a reply", "this post contains", "this article contains affiliate", "we may receive", "we may earn", "get our", "like us on", "to view the full", "for the latest stor", "submit your letter", "already a subscriber", "advertisement", "sponsored", "print this", "email this", "like this:", "like loading", "tweet this", "loading", "thank you for reading", "comments are closed", "no comments",
		"artikel teilen", "teilen", "jetzt teilen", "diesen artikel", "diesen beitrag", "artikel gefallen", "abonniere", "folge uns", "folgen sie uns", "folgt uns", "jetzt abonnieren", "newsletter", "zum newsletter", "anzeige", "werbung", "*werbung", "hinweis: dieser", "kommentare", "kommentar schreiben", "unterstütze", "melde dich", "drucken", "zurück zu", "nach oben", "zum seitenanfang", "bitte registrieren", "hat ihnen der artikel", "hat dir der", "gefällt mir", "noch keine kommentare", "du musst", "sie müssen", "jetzt mitglied", "mit diesem button",
		"suscríbete", "suscríbase", "síguenos", "síganos", "compartir", "comparte", "únete", "hazte", "tú también puedes", "¿ya sabías que", "¡mira lo que", "mira lo que", "haz clic", "recibe", "publicidad", "cargando",
		"abonnez-vous", "suivez-nous", "partager", "inscrivez-vous", "recevez", "publicité", "pour accéder", "cet article vous a plu", "soutenez",
		"iscriviti", "seguici", "condividi", "pubblicità", "inscreva-se", "siga-nos", "compartilhe", "assine",
		"wesprzyj", "zapisz się", "udostępnij", "subskrybuj", "reklama", "dołącz do", "śledź nas", "podziel się",
		"подписывайтесь", "поделиться", "подпишись", "підписуйтесь", "поділитися",
	}},
}

// aside tells what a block is if it is not of the account, "" if it may be.
func (b *block) aside() news.MarkingKind {
	if b.chars > 320 || isHeading(b.kind) && b.chars > 60 {
		return ""
	}
	s := strings.ToLower(strings.TrimLeftFunc(b.text[:min(len(b.text), 96)], func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("©(*@¡¿", r)
	}))
	for _, group := range openings {
		for _, o := range group.opening {
			if strings.HasPrefix(s, o) && b.shortEnough(len(o)) {
				return group.kind
			}
		}
	}
	if b.chars < 60 && dateOnly().MatchString(b.text) {
		return news.Byline
	}
	return ""
}

// shortEnough weighs an opening against the length of what follows: a sentence
// that merely begins like a notice is long and without links.
func (b *block) shortEnough(opening int) bool {
	return b.chars < 60 || b.links > 0 || b.chars < 160 && opening >= 6 || opening >= 12
}

// dateOnly matches a line that is but a date or a time.
var dateOnly = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:(?:\p{L}{2,12},? )?\d{1,2}[./ -]+(?:\p{L}{3,12}|\d{1,2})[./, -]+\d{2,4}(?:[,| -]+\d{1,2}[:.h]\d\d.{0,12})?|\p{L}{3,12} \d{1,2},? \d{4}|\d{1,2}:\d\d ?(?:[ap]m|uhr)?|[0-2]\d\.[0-5]\d(?: ?(?:[ap]m|uhr))?|(?:vor )?\d+ (?:min|minutes?|hours?|days?|months?|years?|tagen?|stunden|monaten?|jahren?)\.? (?:read|ago)?|\d{4}-\d\d-\d\d.{0,12})\.?$`)
})
