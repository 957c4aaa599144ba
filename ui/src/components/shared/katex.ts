/** KaTeX, with its style and fonts, as a part of its own that loads with the first formula. */

import "katex/dist/katex.css";

export { render } from "katex";
