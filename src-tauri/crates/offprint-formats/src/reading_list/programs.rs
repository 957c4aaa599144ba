//! What the exports of programs call their columns and fields.

use crate::Format;

use super::columns::Field;
use super::record::ListKind;

/// One export of one program. Names are as `plain_name` gives them.
pub(super) struct Program {
    pub format: Format,
    /// Names that are all there in such an export, and together in no other.
    telling: &'static [&'static str],
    fields: &'static [(&'static str, Field)],
    pub kind: ListKind,
}

impl Program {
    /// Returns what the column or field of this name holds.
    pub(super) fn field_named(&self, plain_name: &str) -> Option<Field> {
        let known = self.fields.iter().find(|(name, _)| *name == plain_name);
        known.map(|(_, field)| *field)
    }

    fn is_told_by(&self, names: &[String]) -> bool {
        let mut telling = self.telling.iter();
        telling.all(|telling| names.iter().any(|name| name == telling))
    }
}

/// Returns the table that these columns are of, whichever program's it is.
pub(super) fn told_table(names: &[String]) -> Option<&'static Program> {
    TABLES.iter().find(|program| program.is_told_by(names))
}

/// Returns the list that these fields are of, whichever program's it is.
pub(super) fn told_objects(names: &[String]) -> Option<&'static Program> {
    OBJECTS.iter().find(|program| program.is_told_by(names))
}

/// Returns how a format's table with these columns is read.
pub(super) fn table_of(format: Format, names: &[String]) -> Option<&'static Program> {
    of_format(TABLES, format, names)
}

/// Returns how a format's objects with these fields are read.
pub(super) fn objects_of(format: Format, names: &[String]) -> Option<&'static Program> {
    of_format(OBJECTS, format, names)
}

fn of_format(
    programs: &'static [Program],
    format: Format,
    names: &[String],
) -> Option<&'static Program> {
    let mut of_format = programs.iter().filter(|program| program.format == format);
    let first = of_format.clone().next();
    of_format
        .find(|program| program.is_told_by(names))
        .or(first)
}

const TABLES: &[Program] = &[];

const OBJECTS: &[Program] = &[];
