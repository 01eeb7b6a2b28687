//! Russian, Ukrainian and Arabic.
//!
//! What is not done, and so not found: verbs of Ukrainian keep their endings, Arabic broken plurals (جهاز, أجهزة) are words of their own.

use super::{Document, Question, Table, finds};

pub(super) const TABLE: Table = Table { name: "Cyrillic and Arabic", documents: DOCUMENTS, questions: QUESTIONS };

const DOCUMENTS: &[Document] = &[
    Document("ru-battery", "ru", "Литий-ионные аккумуляторы, ёмкость которых увеличена на 20 мА"),
    Document("ru-ions", "ru", "Источник ионов для вакуумной камеры"),
    Document("ru-region", "ru", "Устройство связи для отдалённых регионов"),
    Document("ru-plain", "ru", "Способ измерения емкости конденсатора"),
    Document("uk-device", "uk", "Пристрій для заряджання літієвих батарей"),
    Document("uk-method", "uk", "Спосіб виготовлення ґратки об’єктива з йоду"),
    Document("uk-region", "uk", "Вимірювач забруднення регіону та їжак протитанковий"),
    Document("uk-ions", "uk", "Джерело іонів для нанесення покриттів способом розпилення"),
    Document("ar-battery", "ar", "البطّارِيَّة والطاقة الشمسية"),
    Document("ar-charger", "ar", "جهـــاز لشحن البطاريات بسعة ٣٫٥ أمبير"),
    Document("ar-system", "ar", "إدارة أنظمة الآلات على مستوى المصنع"),
    Document("ar-forms", "ar", "\u{FE91}\u{FEC4}\u{FE8E}\u{FEAD}\u{FEF3}\u{FE94}"),
];

const QUESTIONS: &[Question] = &[
    finds("ион", &["ru-battery", "ru-ions"], "not within регион"),
    finds("ионов", &["ru-battery", "ru-ions"], ""),
    finds("ионный", &["ru-battery", "ru-ions"], ""),
    finds("регион", &["ru-region"], ""),
    finds("гион", &[], ""),
    finds("аккумулятор", &["ru-battery"], ""),
    finds("аккумуляторов", &["ru-battery"], ""),
    finds("「аккумулятор」", &[], "in quotation marks: as written"),
    finds("АККУМУЛЯТОРЫ", &["ru-battery"], ""),
    finds("емкость", &["ru-battery", "ru-plain"], "ё is е"),
    finds("ёмкости", &["ru-battery", "ru-plain"], ""),
    finds("литий-ионные", &["ru-battery"], ""),
    finds("удалённый", &[], ""),
    finds("отдаленный", &["ru-region"], ""),
    // Ukrainian.
    finds("пристрою", &["uk-device"], ""),
    finds("пристрої", &["uk-device"], ""),
    finds("батарея", &["uk-device"], ""),
    finds("літієвий", &["uk-device"], ""),
    finds("спосіб", &["uk-method", "uk-ions"], "і is о in other cases"),
    finds("способу", &["ru-plain", "uk-method", "uk-ions"], "a word of both languages"),
    finds("гратка", &["uk-method"], "ґ is г"),
    finds("ґратка", &["uk-method"], ""),
    finds("об'єктив", &["uk-method"], "any apostrophe"),
    finds("обʼєктив", &["uk-method"], ""),
    finds("йод", &["uk-method"], ""),
    finds("иод", &[], "й is a letter of its own"),
    finds("їжак", &["uk-region"], ""),
    finds("іжак", &[], "ї is a letter of its own"),
    finds("іон", &["uk-ions"], "not within регіон, and not the Russian word"),
    finds("регіон", &["uk-region"], ""),
    // Arabic.
    finds("بطارية", &["ar-battery", "ar-charger", "ar-forms"], "vowel signs, articles and endings fall"),
    finds("بطاريه", &["ar-battery", "ar-charger", "ar-forms"], "ة is ه"),
    finds("البطارية", &["ar-battery", "ar-charger", "ar-forms"], ""),
    finds("بَطَّارِيَّة", &["ar-battery", "ar-charger", "ar-forms"], ""),
    finds("「بطارية」", &["ar-forms"], "in quotation marks with its article or without"),
    finds("بط", &[], ""),
    finds("طاقة", &["ar-battery"], ""),
    finds("الطاقه", &["ar-battery"], ""),
    finds("جهاز", &["ar-charger"], "without the lengthening"),
    finds("أجهزة", &[], "a broken plural"),
    finds("ادارة", &["ar-system"], "alef with and without hamza"),
    finds("إداره", &["ar-system"], ""),
    finds("انظمة", &["ar-system"], ""),
    finds("الالات", &["ar-system"], "madda"),
    finds("علي", &["ar-system"], "ى is ي"),
    finds("3.5", &["ar-charger"], "digits and decimal sign of their own"),
    finds("٣٫٥", &["ar-charger"], ""),
    finds("20", &["ru-battery"], ""),
];
