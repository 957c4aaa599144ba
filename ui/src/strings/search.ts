/** Words about searching. */
export const search = { label: "Search", clear: "Clear", open: "Search" };
