//! Whether the library is mirrored, and where.

use crate::change::apply::Effect;
use crate::change::editor::Editor;
use crate::change::setting;
use crate::error::Result;
use crate::history::stored::Facts;

/// The name of the setting that holds the folder.
pub(crate) const MIRROR_SETTING: &str = "mirror";

/// Mirrors the library to a folder from now on; to none where none is given. Files are not touched here.
pub(crate) fn set_mirror(editor: &mut Editor<'_>, folder: Option<&str>) -> Result<Effect> {
    match folder {
        Some(folder) => setting::set(editor, MIRROR_SETTING, folder)?,
        None => setting::unset(editor, MIRROR_SETTING)?,
    }
    Ok(Effect {
        facts: Facts {
            sources: folder.map(str::to_owned).into_iter().collect(),
            ..Facts::default()
        },
        ..Effect::default()
    })
}
