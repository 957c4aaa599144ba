//! Writes the wire types as TypeScript and checks that what is committed is what they say.

use std::path::Path;

use offprint_formats::Format;
use offprint_formats::fields::identifier::Scheme;
use offprint_search::{HAS_VALUES, IS_VALUES};
use offprint_source::Origin;
use ts_rs::{Config, TS};

use super::{
    announcement, answer, change, export, import, insights, past, preview, question, search_field,
    settings, triage, views,
};
use crate::failure;

macro_rules! declarations {
    ($($type:ty),* $(,)?) => {
        [$(format!("export {}", <$type as TS>::decl(&Config::from_env()))),*]
    };
}

fn wire_types() -> String {
    let declarations = declarations![
        question::State,
        question::Outcome,
        question::Filter,
        question::Sort,
        question::Question,
        answer::Answer,
        answer::Counts,
        answer::TagCount,
        answer::Suggestion,
        answer::Reason,
        answer::DueDay,
        answer::ImportCount,
        answer::Row,
        answer::Fragment,
        answer::Paper,
        answer::Identifier,
        answer::LinkKind,
        answer::Link,
        answer::Sighting,
        answer::Mail,
        answer::Detail,
        answer::MergedPaper,
        answer::DuplicatePair,
        answer::DecidedPair,
        answer::Actor,
        answer::ChangeKind,
        answer::ChangeRow,
        answer::Mirror,
        answer::WatchedFolder,
        answer::WatchedFile,
        change::QueueSpot,
        change::DuplicateVerdict,
        change::Change,
        change::PaperFacts,
        change::Applied,
        past::SightingDetail,
        past::SightingText,
        change::Undone,
        change::ChangeWork,
        change::ChangeProgress,
        change::LeftCount,
        change::LeftPart,
        change::ToUndo,
        export::WriteFormat,
        export::ReadingListWords,
        export::CopyAs,
        export::ToWrite,
        export::ExportProgress,
        export::LostPart,
        export::FormatLosses,
        export::Loss,
        export::Exported,
        import::ImportRequest,
        import::ImportReport,
        import::ImportNumbers,
        import::RejectedRecord,
        import::RejectionReason,
        import::ImportProgress,
        import::ImportPhase,
        preview::ImportPreview,
        preview::PreviewNumbers,
        preview::PreviewSource,
        preview::DetectReason,
        preview::PreviewWarning,
        preview::WarningKind,
        preview::PreviewColumn,
        preview::ColumnField,
        preview::PreviewOutcome,
        preview::PreviewFilter,
        preview::PreviewRow,
        preview::DuplicateAnswer,
        preview::PaperHere,
        preview::PreviewQuestion,
        preview::PreviewAnswer,
        preview::PreviewRecord,
        preview::PreviewLine,
        preview::Comparison,
        preview::ComparedPaper,
        preview::DuplicateGrounds,
        preview::FieldName,
        preview::ComparedField,
        preview::DiffPiece,
        preview::PreviewEdit,
        preview::Given,
        settings::DeviceSettings,
        settings::LibraryPlace,
        settings::SaidBy,
        settings::MoveProgress,
        settings::News,
        settings::NewsImport,
        settings::Theme,
        settings::Density,
        past::ImportDetail,
        past::RibbonMark,
        insights::Insights,
        insights::InsightStep,
        insights::InsightStepCounts,
        insights::InsightDayClass,
        insights::InsightDays,
        insights::InboxAges,
        insights::TagShare,
        insights::SourceShare,
        insights::Pace,
        past::ValueChange,
        past::ChangedValue,
        views::NamedImport,
        views::GroupKey,
        views::Group,
        views::SavedView,
        views::CountedView,
        search_field::ChipKind,
        search_field::Chip,
        search_field::Completion,
        search_field::Loosened,
        triage::TriageOrder,
        triage::PassPaper,
        triage::Hint,
        triage::HintKind,
        triage::NamedPaper,
        announcement::Announcement,
        failure::Failure,
        failure::FailureCode,
        failure::Cause,
        failure::NoFile,
        failure::NoText,
    ];
    // Names that cross as texts, as another version of Offprint may have written others.
    let names = [
        names("FormatName", Format::ALL.map(Format::name)),
        names(
            "OriginName",
            [Origin::Pasted, Origin::StandardInput, Origin::Sample].map(|origin| origin.name()),
        ),
        names("SchemeName", Scheme::ALL.map(Scheme::name)),
        names("HasName", HAS_VALUES),
        names("IsName", IS_VALUES),
    ];
    format!(
        "// Generated from src-tauri/crates/offprint-commands/src/wire/. Do not edit: renew it with\n\
         // OFFPRINT_WRITE_WIRE=1 cargo test -p offprint-commands the_interface_knows\n\n{}\n\n{}\n",
        declarations.join("\n\n"),
        names.join("\n\n")
    )
}

/// Declares a type of all names of a kind, so that each has its words.
fn names<const N: usize>(kind: &str, names: [impl AsRef<str>; N]) -> String {
    let names = names.map(|name| format!("\"{}\"", name.as_ref()));
    format!("export type {kind} = {};", names.join(" | "))
}

#[test]
fn the_interface_knows_the_present_wire() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/backend/wire.ts");
    let present = wire_types();
    if std::env::var_os("OFFPRINT_WRITE_WIRE").is_some() {
        std::fs::write(&path, &present).expect("wire.ts can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == present,
        "ui/src/backend/wire.ts is stale; renew it with\n\
         OFFPRINT_WRITE_WIRE=1 cargo test -p offprint-commands the_interface_knows"
    );
}
