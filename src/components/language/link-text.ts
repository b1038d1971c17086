/** Links come through mails, chats and spreadsheets, which change them: here they are put right again. */

/** Marks of where a reader came from, which newsletters and networks append. */
const TRACES = /^(utm_\w+|fbclid|gclid|yclid|mc_[ce]id)$/;

/** A hash as it was before it was escaped: "&amp;" for "&", "%3F" for "?", "%2F" for "/". */
export function mended(hash: string): string {
  const plain = hash.replaceAll("&amp;", "&");
  const [path = "", ...query] = plain.split("?");
  const opened = path.replace(/%2F/gi, "/").replace(/%3F/gi, "?").replace(/%23/g, "#");
  // Where the "?" was escaped, so were the "=" and "&" behind it.
  const rest = opened.includes("?")
    ? opened.replace(/%3D/gi, "=").replace(/%26(amp;)?/gi, "&")
    : opened;
  return [rest, ...query].join("?");
}

/** The fields of a hash, without the traces that others append. */
export function fieldsOf(hash: string): URLSearchParams {
  const text = mended(hash);
  const at = text.indexOf("?");
  const query = new URLSearchParams(at < 0 ? "" : text.slice(at + 1));
  for (const key of [...query.keys()]) if (TRACES.test(key)) query.delete(key);
  return query;
}
