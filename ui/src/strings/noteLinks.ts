/** How a link to a paper of the library begins; its id follows. Every Markdown reader takes it for a link. */
const scheme = "offprint:";

/** Returns a link to a paper, as Markdown. */
export function linkToPaper(id: string, title: string): string {
  return `[${title.replace(/[\\[\]]/g, "\\$&").replace(/\s+/g, " ")}](${scheme}${id})`;
}

/** Returns the id of the paper that a link names; null for a link that leads elsewhere. */
export function paperOf(url: string): string | null {
  return url.toLowerCase().startsWith(scheme) ? url.slice(scheme.length) : null;
}

/** Returns where a link of a note may lead; null for what is no address, or not one to follow. */
export function addressOf(written: string): string | null {
  const url = written
    .replace(/^<([^]*)>$/, "$1")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
  if (/^www\./i.test(url)) return `https://${url}`;
  if (/^mailto:/i.test(url)) return mailTo(url.slice("mailto:".length));
  if (/^(https?:\/\/|offprint:)/i.test(url)) return url;
  return /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(url) ? `mailto:${url}` : null;
}

/** Of a mail only whom it is to and its subject: what else a link may give, as further recipients, nobody sees. */
function mailTo(written: string): string {
  const [to = "", ...asked] = written.split("?");
  const subject = asked.join("?").split("&").find((part) => /^subject=/i.test(part)); // prettier-ignore
  return `mailto:${to}${subject === undefined ? "" : `?${subject}`}`;
}
