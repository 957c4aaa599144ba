//! What kinds of works are called.

/// Returns CSL's word for what EndNote, RefWorks and others call a type of reference in words, as
/// in `Journal Article`; empty for one that is unknown or says nothing.
pub(crate) fn csl_type_of_words(words: &str) -> &'static str {
    let letters = words.chars().filter(char::is_ascii_alphabetic);
    let word: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    match word.as_str() {
        "journalarticle" | "electronicarticle" | "journalelectronic" | "article" | "review"
        | "abstract" => "article-journal",
        "preprint" => "article",
        "magazinearticle" => "article-magazine",
        "newspaperarticle" => "article-newspaper",
        "book" | "bookwhole" | "editedbook" | "bookedited" | "electronicbook"
        | "bookelectronic" | "monograph" | "referencebook" => "book",
        "booksection"
        | "bookchapter"
        | "electronicbooksection"
        | "chapter"
        | "chapterinbook"
        | "bookpart"
        | "inbook"
        | "incollection" => "chapter",
        "conferencepaper"
        | "conferenceproceedings"
        | "conferencearticle"
        | "proceedingspaper"
        | "proceedingsarticle"
        | "inproceedings"
        | "meetingabstract" => "paper-conference",
        "thesis" | "dissertation" | "dissertationthesis" | "dissertationthesisunpublished" => {
            "thesis"
        }
        "report" | "technicalreport" | "governmentdocument" => "report",
        "unpublishedwork" | "unpublishedmaterial" | "manuscript" => "manuscript",
        "webpage" | "onlinediscussionforum" => "webpage",
        "blog" | "blogpost" => "post-weblog",
        "dataset" | "onlinedatabase" => "dataset",
        "computerprogram" | "computersoftware" | "software" => "software",
        "patent" => "patent",
        "standard" => "standard",
        "dictionary" | "dictionaryentry" => "entry-dictionary",
        "encyclopedia" | "encyclopediaarticle" => "entry-encyclopedia",
        "presentation" => "speech",
        "film" | "filmorbroadcast" | "videorecording" | "motionpicture" | "videodvd" => {
            "motion_picture"
        }
        "soundrecording" | "music" => "song",
        "personalcommunication" | "letter" => "personal_communication",
        "generic" | "document" => "document",
        _ => "",
    }
}
