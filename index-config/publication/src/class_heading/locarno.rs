//! Classes of the Locarno Classification.

/// Class 99.
pub(super) const MISCELLANEOUS: (&str, &str) = ("その他", "Miscellaneous");

/// By class, from 1.
pub(super) const HEADINGS: [(&str, &str); 32] = [
    ("食品", "Foodstuffs"),
    ("衣類・裁縫用品", "Clothing and haberdashery"),
    ("旅行用品・かばん・身の回り品", "Travel goods, cases and personal belongings"),
    ("ブラシ類", "Brushes"),
    ("布地・シート材料", "Textiles and sheet materials"),
    ("家具・寝具", "Furniture and furnishings"),
    ("家庭用品・食器", "Household goods and tableware"),
    ("工具・金物", "Tools and hardware"),
    ("包装・容器", "Packages and containers"),
    ("時計・計測器・信号器", "Clocks, measuring and signalling instruments"),
    ("装飾品", "Articles of adornment"),
    ("輸送・昇降の機器", "Means of transport or hoisting"),
    ("発電・配電・変電の機器", "Equipment for electric power"),
    ("記録・通信・情報処理の機器", "Recording, communication and data processing equipment"),
    ("機械(他の類に属さないもの)", "Machines, not elsewhere specified"),
    ("写真・映画・光学の機器", "Photographic and optical apparatus"),
    ("楽器", "Musical instruments"),
    ("印刷・事務機器", "Printing and office machinery"),
    ("文房具・事務用品・教材", "Stationery, office and teaching supplies"),
    ("販売・広告用品・標識", "Sales, advertising and signs"),
    ("遊戯用具・玩具・運動用具", "Games, toys and sporting goods"),
    ("武器・狩猟・釣り・害虫駆除の用具", "Arms, hunting, fishing and pest killing"),
    ("給排水・衛生・冷暖房・換気の機器", "Plumbing, sanitary, heating and ventilation"),
    ("医療・実験の機器", "Medical and laboratory equipment"),
    ("建築材料・建築部材", "Building units and construction elements"),
    ("照明器具", "Lighting apparatus"),
    ("たばこ・喫煙用具", "Tobacco and smokers' supplies"),
    ("医薬品・化粧品・化粧用具", "Pharmaceuticals, cosmetics and toilet articles"),
    ("防火・防災・救助の用具", "Fire, accident and rescue equipment"),
    ("動物の世話・取扱いの用具", "Care and handling of animals"),
    ("調理用の機器", "Machines for preparing food or drink"),
    ("図形・ロゴ・表面模様・装飾", "Graphic symbols, logos, patterns and ornamentation"),
];
