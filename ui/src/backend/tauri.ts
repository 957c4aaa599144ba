import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";
import type { AnswerTo, Backend, EventName, Events, PreviewAnswerTo } from "./backend";
import type { PreviewQuestion, Question } from "./wire";

/** Returns the backend that talks to the core of this very process. */
export function tauriBackend(): Backend {
  return {
    startup: () => invoke("startup"),
    changeDeviceSettings: (before, after) => invoke("change_device_settings", { before, after }),
    takeSources: () => invoke("take_sources"),
    ask: <Q extends Question>(question: Q) => invoke<AnswerTo<Q>>("ask", { question }),
    change: (change) => invoke("change", { change }),
    undo: (what) => invoke("undo", { what }),
    leaveSearch: (query) => invoke("leave_search", { query }),
    cancelChange: () => invoke("cancel_change"),
    redo: () => invoke("redo"),
    importSources: (request) => invoke("import_sources", { request }),
    cancelImportOrMove: () => invoke("cancel_import_or_move"),
    previewSources: (request) => invoke("preview_sources", { request }),
    previewGrown: (preview, knownRevision) => invoke("preview_grown", { preview, knownRevision }),
    askPreview: <Q extends PreviewQuestion>(preview: number, question: Q) =>
      invoke<PreviewAnswerTo<Q>>("ask_preview", { preview, question }),
    editPreview: (preview, edit) => invoke("edit_preview", { preview, edit }),
    acceptPreview: (preview, given) => invoke("accept_preview", { preview, given }),
    closePreview: (preview) => invoke("close_preview", { preview }),
    chooseFiles: () => invoke("choose_files"),
    chooseFolder: () => invoke("choose_folder"),
    setMenuBar: (menus) => invoke("set_menu_bar", { menus }),
    showLibrary: () => invoke("show_library"),
    showSource: (importId) => invoke("show_source", { import: importId }),
    moveLibrary: (folder) => invoke("move_library", { folder }),
    useLibrary: (folder, makesNew) => invoke("use_library", { folder, makesNew }),
    restart: () => location.reload(),
    openLink: (paper, url) => invoke("open_link", { paper, url }),
    copyPapers: (papers, how) => invoke("copy_papers", { papers, how }),
    exportPapers: (what, format, words, fileName) => invoke("export_papers", { what, format, words, fileName }), // prettier-ignore
    cancelExport: () => invoke("cancel_export"),
    notify: (title, body, news) => invoke("notify", { title, body, news }),
    copyText: (text) => invoke("copy_text", { text }),
    closingHeard: () => invoke("closing_heard"),
    closeNow: () => invoke("close_now"),
    setTitle: (title) => getCurrentWindow().setTitle(title),
    on<E extends EventName>(event: E, heard: (payload: Events[E]) => void) {
      const unlisten = listen<Events[E]>(event, ({ payload }) => heard(payload));
      return () => void unlisten.then((stop) => stop());
    },
  };
}
