package tokenize

import "strings"

// When a full stop after a known abbreviation belongs to it.
type stopRule uint8

const (
	never        stopRule = iota
	always                // "Mr."
	beforeMore            // unless nothing follows in the block: "Inc."
	beforeLower           // unless what follows may open a sentence: "etc."
	beforeNumber          // "No. 5"
)

// The abbreviations of EWT and GUM's training parts, and those of English news.
var abbreviations = rules(
	always, `mr mrs ms dr prof st messrs mme mlle mt ft gen lt col maj capt cpl sgt cmdr adm rev fr hon gov sen rep reps sens
	pres atty supt det insp brig vs viz cf al ca approx attn jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thur thurs
	fri e.g i.e eg ie esp vol para ext eds pt dept mfg rd ave blvd arrv lv`,
	beforeMore, `inc corp co ltd bros jr sr llc plc univ assn assoc intl tel est la va pa calif fla conn mass mich minn tenn ariz colo wash
	ind ill okla ore wis que ont alta sask n.y ed sc div min max conf`,
	beforeLower, `etc`,
	beforeNumber, `no nos p pp fig figs art sec c ch`,
)

func rules(pairs ...any) map[string]stopRule {
	m := map[string]stopRule{}
	for i := 0; i < len(pairs); i += 2 {
		for _, word := range strings.Fields(pairs[i+1].(string)) {
			m[word] = pairs[i].(stopRule)
		}
	}
	return m
}

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, word := range strings.Fields(list) {
		m[word] = true
	}
	return m
}

// EWT keeps the hyphen inside a word after these, and before those.
var (
	prefixes = set(`non e mid re anti co pre pro cross post over multi ex sub counter semi mini neo socio psycho inter intra arch micro
	un de bi tri uber ultra`)
	suffixes = set(`esque wise`)
)

// Units that EWT splits from the number they are written to.
var units = set(`mm cm km m kg g mg ml lb lbs oz ft k K am pm AM PM bn mn tn mph kph gb mb MW GW kW MB GB TB hrs hr mins min sec MM`)

// Words that mark a host or a file when they follow a full stop.
var topLevel = set(`com org net edu gov mil int uk us ca au nz eu de fr tv info biz io co html htm php asp doc docx xls pdf txt jpg gif
	png zip exe ppt csv xml ru cn jp ie se dk nl es tw ir il iq tr br`)

// Contractions without an apostrophe, and where their second word begins.
var contractions = map[string]int{
	"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "outta": 3, "whatcha": 4,
	"dont": 2, "didnt": 3, "doesnt": 4, "wont": 2, "cant": 2, "couldnt": 5, "wouldnt": 5, "shouldnt": 6, "isnt": 2, "arent": 3,
	"wasnt": 3, "werent": 4, "havent": 4, "hasnt": 3, "hadnt": 3, "aint": 2,
	"im": 1, "ive": 1, "youre": 3, "youve": 3, "youll": 3, "theyre": 4, "theyve": 4, "theyll": 4, "weve": 2,
	"thats": 4, "whats": 4, "theres": 5, "heres": 4, "hes": 2, "shes": 3, "itll": 2, "alot": 1,
}

var emoticons = set(`:) :-) :( :-( ;) ;-) :D :-D :P :-P :p =) =( :/ :-/ :| ;D :'( (: <3 ^_^ :O :o XD xD ;-D =D 8) :S o_O O_o`)
