//! A small town for these tests.
use std::{path::Path, time::Instant};

use guichet::Assistant;

#[test]
fn loads() {
    let start = Instant::now();
    let a = Assistant::load(Path::new("../faq")).unwrap();
    println!("{:?}", start.elapsed());
    let start = Instant::now();
    for _ in 0..20 { let _ = a.judge(&guichet_core::Utterance::new("la médiathèque est ouverte ?", chrono::Utc::now())); }
    println!("{:?}", start.elapsed()/20);
    for q in ["la médiathèque est ouverte ?", "comment contacter la mairie", "is the media library open?", "xkcd foo", "je ne trouve pas mon chat"] {
        let v = a.judge(&guichet_core::Utterance::new(q, chrono::Utc::now()));
        println!("{q}: {:?}", v);
    }
}
