//! Abbreviations whose dot ends no sentence, by language.
//!
//! In lower case, with all their dots. `#` at the end: only before a number (`No. 5`, but not `No.`). Abbreviations that often end a sentence
//! (`etc.`, `usw.`) are not here: before a small letter Unicode's rules do not break anyway, before a capital they do end it more often than not.

use crate::Language;

/// In documents of any language: figures and numbers are often written the English way.
const EVERYWHERE: &[&str] = &[
    "fig.",
    "figs.",
    "no.#",
    "nos.#",
    "nr.#",
    "vol.#",
    "pp.#",
    "p.#",
    "ex.#",
    "u.s. pat.",
    "u.s.",
    "pat. no.",
    "pat.#",
    "e.g.",
    "i.e.",
    "al.#",
    "vs.",
    "cf.",
    "ca.#",
    "approx.",
    "dr.",
    "prof.",
];

const ENGLISH: &[&str] = &[
    "abs.#",
    "app.#",
    "appl.",
    "appln.",
    "art.#",
    "avg.",
    "chem.",
    "cm.#",
    "col.#",
    "cont.",
    "corp.#",
    "def.#",
    "deg.#",
    "diam.",
    "dwg.",
    "ed.#",
    "eq.#",
    "eqn.#",
    "eqs.#",
    "esp.",
    "est.",
    "et seq.",
    "ext.",
    "incl.",
    "int.",
    "jan.#",
    "feb.#",
    "apr.#",
    "aug.#",
    "sep.#",
    "sept.#",
    "oct.#",
    "nov.#",
    "dec.#",
    "max.",
    "min.",
    "mol.#",
    "mr.",
    "mrs.",
    "ms.",
    "mt.",
    "par.#",
    "para.#",
    "pat. appl.",
    "publ.",
    "pub.",
    "ref.#",
    "refs.#",
    "resp.",
    "sec.#",
    "sect.#",
    "ser.",
    "st.",
    "temp.",
    "u.k.",
    "viz.",
    "wt.",
];

const GERMAN: &[&str] = &[
    "abb.",
    "abs.#",
    "allg.",
    "anm.",
    "anspr.#",
    "art.#",
    "bd.#",
    "beisp.",
    "bez.",
    "bsp.",
    "bspw.",
    "bzgl.",
    "bzw.",
    "ca.",
    "d. h.",
    "d.h.",
    "dgl.#",
    "ebf.",
    "einschl.",
    "entspr.",
    "etwa.#",
    "evtl.",
    "ggf.",
    "ggfs.",
    "gem.",
    "i. a.",
    "i.a.",
    "i. d. r.",
    "i.d.r.",
    "inkl.",
    "insb.",
    "insbes.",
    "jew.",
    "kap.#",
    "lfd.",
    "m. a. w.",
    "m.a.w.",
    "max.",
    "mind.",
    "min.",
    "nr.",
    "nrn.",
    "o. ä.",
    "o.ä.#",
    "o. dgl.#",
    "pos.#",
    "rd.",
    "s. o.",
    "s.o.",
    "s.",
    "seq.",
    "sog.",
    "st.",
    "tab.",
    "teilw.",
    "u. a.",
    "u.a.",
    "u. u.",
    "u.u.",
    "ugs.",
    "usf.#",
    "v. a.",
    "v.a.",
    "vgl.",
    "vorzugsw.",
    "z. b.",
    "z.b.",
    "z. t.",
    "z.t.",
    "zw.",
    "zzgl.",
    "ziff.",
    "abschn.",
];

const FRENCH: &[&str] = &[
    "art.#", "av.", "c.-à-d.", "c. à d.", "cf.", "chap.#", "dim.", "env.", "éq.#", "ex.", "max.", "min.", "n.#", "p. ex.", "par ex.",
    "réf.", "resp.", "rev.#", "s.a.", "st.", "tab.", "temp.", "not.", "m.", "mm.", "vol.",
];

const SPANISH: &[&str] = &[
    "a. c.", "aprox.", "art.#", "cap.#", "d. c.", "dr.", "dra.", "ej.", "esp.", "etc.#", "figs.", "máx.", "mín.", "n.º", "núm.", "núms.",
    "p. ej.", "pág.", "págs.", "p.ej.", "ref.", "reiv.", "sr.", "sra.", "tab.", "temp.", "vol.",
];

const PORTUGUESE: &[&str] = &[
    "aprox.", "art.#", "cap.#", "dr.", "dra.", "ex.", "máx.", "mín.", "n.º", "núm.", "p. ex.", "p.ex.", "pág.", "ref.", "reiv.", "sr.",
    "tab.", "temp.",
];

const ITALIAN: &[&str] = &[
    "art.#", "cap.#", "ca.", "cfr.", "dott.", "es.", "figg.", "max.", "min.", "n.#", "p. es.", "p.es.", "pag.", "rif.", "riv.", "sig.",
    "tab.", "ad es.",
];

const DUTCH: &[&str] = &[
    "bijv.", "blz.", "bv.", "ca.", "d.w.z.", "d. w. z.", "enz.#", "evt.", "m.b.t.", "m.n.", "max.", "min.", "nl.", "o.a.", "resp.",
    "t.o.v.", "z.g.", "zgn.",
];

const RUSSIAN: &[&str] = &[
    "абз.",
    "англ.",
    "в т.ч.",
    "в т. ч.",
    "вкл.",
    "гл.",
    "гг.#",
    "изд.",
    "им.",
    "илл.",
    "инв.",
    "кл.",
    "макс.",
    "мин.",
    "нем.",
    "напр.",
    "например.#",
    "ок.",
    "около.#",
    "ориг.",
    "п.",
    "пат.",
    "пл.",
    "поз.",
    "пп.",
    "пр.#",
    "прибл.",
    "прим.",
    "разд.",
    "рис.",
    "русск.",
    "с.#",
    "св.",
    "см.",
    "соотв.",
    "ср.",
    "ст.#",
    "стр.",
    "т. е.",
    "т.е.",
    "т. к.",
    "т.к.",
    "т. н.",
    "т.н.",
    "табл.",
    "темп.",
    "тыс.",
    "ул.",
    "фиг.",
    "фр.",
    "ч.#",
    "черт.",
];

const UKRAINIAN: &[&str] = &[
    "абз.",
    "англ.",
    "бл.",
    "в т.ч.",
    "гл.",
    "див.",
    "зокр.",
    "кл.",
    "макс.",
    "мал.",
    "мін.",
    "напр.",
    "п.",
    "пат.",
    "поз.",
    "пп.",
    "прибл.",
    "рис.",
    "розд.",
    "св.",
    "ст.#",
    "стор.",
    "т. з.",
    "т.з.",
    "табл.",
    "тис.",
    "тобто.#",
    "т. е.",
    "фіг.",
    "ч.#",
];

const INDONESIAN: &[&str] = &[
    "a.l.", "a.n.", "dll.#", "gbr.", "gb.", "hlm.", "hal.#", "kira2.", "maks.", "min.", "mis.", "misal.", "misl.", "nmr.", "ref.", "sbg.",
    "spt.", "tab.", "yg.", "dgn.",
];

const MALAY: &[&str] = &["bil.", "cth.", "hlm.", "kira2.", "maks.", "min.", "misal.", "no.", "raj.", "rj.", "ruj.", "spt."];

const VIETNAMESE: &[&str] = &["bt.#", "đk.", "h.#", "hình.#", "ks.", "pgs.", "t.p.", "ths.", "tp.", "ts.", "tr.#", "v.d.", "vd.", "vv.#"];

const FILIPINO: &[&str] = &["hal.", "blg.", "g.", "gng.", "larawan.#", "pat.", "tk.", "tinatayang."];

const POLISH: &[&str] = &[
    "fig.", "itp.#", "m.in.", "maks.", "min.", "np.", "nr.", "ok.", "poz.", "por.", "rys.", "str.", "szt.", "tab.", "tj.", "tzn.", "tzw.",
    "zastrz.", "wg.",
];

const SCANDINAVIAN: &[&str] = &[
    "bl.a.", "bl. a.", "ca.", "dvs.", "d.v.s.", "eks.", "ev.", "f.eks.", "f. eks.", "jf.", "jfr.", "kap.#", "maks.", "max.", "min.", "nr.",
    "osv.#", "s.k.", "t.ex.", "t. ex.", "temp.", "tab.",
];

/// The lists that hold for a language.
pub(super) fn of(language: &Language) -> &'static [&'static [&'static str]] {
    match language.primary() {
        "en" => &[EVERYWHERE, ENGLISH],
        "de" => &[EVERYWHERE, GERMAN],
        "fr" => &[EVERYWHERE, FRENCH],
        "es" => &[EVERYWHERE, SPANISH],
        "pt" => &[EVERYWHERE, PORTUGUESE],
        "it" => &[EVERYWHERE, ITALIAN],
        "nl" => &[EVERYWHERE, DUTCH],
        "ru" | "be" | "bg" | "kk" => &[EVERYWHERE, RUSSIAN],
        "uk" => &[EVERYWHERE, UKRAINIAN],
        "id" => &[EVERYWHERE, INDONESIAN],
        "ms" => &[EVERYWHERE, MALAY],
        "vi" => &[EVERYWHERE, VIETNAMESE],
        "fil" | "tl" => &[EVERYWHERE, FILIPINO],
        "pl" => &[EVERYWHERE, POLISH],
        "da" | "nb" | "nn" | "no" | "sv" => &[EVERYWHERE, SCANDINAVIAN],
        _ => &[EVERYWHERE],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_written_as_they_are_compared() {
        for language in ["en", "de", "fr", "es", "pt", "it", "nl", "ru", "uk", "id", "ms", "vi", "fil", "pl", "sv"] {
            for rule in of(&Language::parse(language).expect("a language")).iter().flat_map(|list| list.iter()) {
                let abbreviation = rule.trim_end_matches('#');
                assert_eq!(abbreviation.to_lowercase(), abbreviation);
                assert!(abbreviation.contains('.') && abbreviation.trim() == abbreviation, "{rule}");
            }
        }
    }
}
