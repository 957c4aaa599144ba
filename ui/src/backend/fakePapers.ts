import type { Detail, Identifier, Link, State } from "./wire";

/** One invented paper. Every name, title and number in this file is made up. */
export interface FakePaper {
  title: string;
  authors: string[];
  year: number | null;
  venue: string | null;
  state: State;
  isStarred?: boolean;
  tags?: string[];
  why?: string;
  note?: string;
  abstract?: string;
  ageDays: number;
  position?: number;
  links?: Link[];
  identifier?: [string, string];
  /** In its place, where there are several. */
  identifiers?: Identifier[];
  snoozedUntil?: string;
  dueOn?: string;
  details?: Detail[];
}

const paperLink = (url: string): Link => ({ kind: "paper", url });
const codeLink = (url: string): Link => ({ kind: "code", url });

export const named: FakePaper[] = [
  {
    title: "$\\kappa$-Damped Momentum: Curvature-Aware Steps Without Second-Order Cost",
    authors: ["Inés Castellanos", "Rui Figueira", "Maja Lindqvist-Rao"],
    year: 2026,
    venue: "Preprint",
    state: "inbox",
    ageDays: 2,
    position: 3,
    abstract:
      "Momentum keeps moving after the loss surface has turned. We describe a rule that shortens the step exactly where curvature rises, at the price of one more dot product, and show on nine tasks that it needs no second-order information.",
    links: [paperLink("https://papers.example.org/2607.90003")],
    identifier: ["arxiv", "2607.90003"],
  },
  {
    title: "Patience Is a Hyperparameter: When Longer Warm-up Stops Helping",
    authors: ["Folasade Adeyemi-Holt", "Ragna Strand"],
    year: 2026,
    venue: "Preprint",
    state: "queued",
    tags: ["training"],
    why: "Compare with our May schedule. If they are right we are wasting two days a run.",
    note: "Compare with the schedule we froze in May",
    ageDays: 2,
    position: 19,
    abstract:
      "Warm-up is usually set once and then copied. We ask how long it should last, and for which models the answer changes. Over 1,400 runs we find that the useful length is set by the ratio of batch size to the largest early curvature, and that past this point every further step of warm-up delays training without making it safer. A two-minute probe at the start of a run predicts the useful length to within 15%.",
    links: [paperLink("https://papers.example.org/2607.90054")],
    identifier: ["arxiv", "2607.90054"],
  },
  {
    title: "Ledger Attention: Bounded Memory for Million-Token Contexts",
    authors: ["Kenji Morikawa-Diaz", "Ani Petrosyan", "Lotte Achterberg"],
    year: 2026,
    venue: "Preprint",
    state: "queued",
    isStarred: true,
    tags: ["memory"],
    ageDays: 2,
    position: 7,
    abstract:
      "Attention over a million tokens does not need a million keys. We keep a ledger of 4,096 entries and rewrite it as the text goes on; each layer writes to the ledger through a residual gate.",
    links: [paperLink("https://papers.example.org/2607.90031")],
    identifier: ["arxiv", "2607.90031"],
  },
  {
    title: "Folding Gradients: $O(\\sqrt{L})$ Activation Memory for Deep Residual Stacks",
    authors: ["Ilse Okonjo-Brandt", "Mateo Verhagen", "Priya Sundaramurthi"],
    year: 2026,
    venue: "Preprint",
    state: "reading",
    isStarred: true,
    tags: ["memory", "training"],
    why: "We run out of memory at 48 layers. If the fold test is cheap it could replace our checkpoint settings.",
    note: "Foldable-run test is the part to steal for our 48-layer runs.\n\n- Branch norm under τ for 200 steps, then freeze the plan\n- Check figure 4 against our own trace before believing the 9%",
    ageDays: 2,
    position: 21,
    abstract:
      "Very deep residual networks are limited less by arithmetic than by the memory that activations occupy between the forward and the backward pass. We show that residual blocks whose branch norm stays below a threshold $\\tau$ can be folded: a run of $k$ consecutive blocks is replaced, for the backward pass only, by one recomputed segment. Choosing $k \\approx \\sqrt{L}$ gives activation memory $O(\\sqrt{L})$ for $L$ blocks, at the price of one more forward pass in the worst case. On a 96-layer language model trained from scratch, peak memory falls by 61% while wall-clock time grows by 9%. We give a test that finds foldable runs within the first two hundred steps, and describe gated blocks, for which the method should not be used.",
    links: [
      paperLink("https://papers.example.org/2607.90012"),
      codeLink("https://code.example.org/folding"),
    ],
    identifier: ["arxiv", "2607.90012"],
  },
  {
    title: "Retrieval That Knows When to Stop",
    authors: ["Inés Castellanos", "Chidi Iwu"],
    year: 2026,
    venue: null,
    state: "inbox",
    ageDays: 2,
    position: 24,
    abstract:
      "Most retrieval systems fetch a fixed number of passages. We train a small head that predicts whether one more passage would change the answer, and stop when it would not.",
  },
  {
    title: "A Field Guide to Silent Divergence in Mixed-Precision Training",
    authors: ["Hana Dragan-Whitlock", "Yui Sato", "Thandi Mbeki-Lund"],
    year: 2026,
    venue: "Journal of Careful Training 4(2), 11–38",
    state: "read",
    isStarred: true,
    tags: ["training"],
    note: "Checklist on p. 7 now lives in our run template",
    ageDays: 12,
    identifier: ["doi", "10.99999/jct.2026.0042"],
  },
  {
    title: "What the Tokenizer Forgets: Rare-Word Drift Across Pre-training Restarts",
    authors: ["Tiago Balogun-Ferreira", "Emi Nakajima"],
    year: 2025,
    venue: null,
    state: "read",
    tags: ["evaluation"],
    note: "Drift is real but small; the restart recipe in §4 is worth copying",
    ageDays: 9,
  },
  {
    title: "Small Teachers, Large Students: Distilling Upwards Under Label Noise",
    authors: ["Nils Ekström", "Pilar Valderrama", "Bola Oyelaran"],
    year: 2026,
    venue: null,
    state: "skimmed",
    ageDays: 9,
    abstract:
      "Distillation usually runs downhill. We show that a student may be larger than its teacher when labels are noisy.",
  },
  {
    title: "Tidepool: A Benchmark for Policies That Must Wait",
    authors: ["Sunniva Haugen", "Wayra Quispe-Mamani", "Ola Torvik"],
    year: 2026,
    venue: null,
    state: "dropped",
    tags: ["planning"],
    ageDays: 12,
    abstract:
      "Acting is over-measured and waiting is not. Tidepool holds 640 tasks in which the best move is often to do nothing yet.",
  },
  {
    title: "Sparse by Habit: Emergent Routing in Dense Networks",
    authors: ["Rui Figueira", "Lotte Achterberg"],
    year: 2026,
    venue: null,
    state: "queued",
    why: "Hana asked",
    note: "Ask Hana whether the router plots are per layer",
    ageDays: 15,
  },
  {
    title:
      "Towards a Comprehensive, Multi-Site, Longitudinal and Openly Reproducible Assessment of Whether Automatically Generated Summaries of Instrument Logs Help Operators of Large Shared Facilities to Notice Slow Drifts Before They Become Costly: Final Report of the Lanternfield Collaboration",
    authors: Array.from({ length: 400 }, (_, i) =>
      i < 8
        ? [
            "Ainhoa Aalto-Reyes",
            "Bruno Abellán",
            "Chidi Abubakar",
            "Dorothea Achterberg",
            "Emeka Adeyemi-Holt",
            "Fumiko Aizawa",
            "Goran Albrecht",
            "Hedda Alstad",
          ][i]!
        : `Member ${i + 1} Lanternfield`,
    ),
    year: 2026,
    venue: "Journal of Shared Instruments 14(2), 101–388",
    state: "inbox",
    ageDays: 3,
    identifier: ["doi", "10.99999/jsi.2026.0142"],
    links: [paperLink("https://doi.example.org/10.99999/jsi.2026.0142")],
  },
  {
    title: "طيّ التدرّجات: ذاكرة أقلّ لشبكات أعمق",
    authors: ["ليلى الحدّاد", "سامي بن يوسف"],
    year: 2025,
    venue: "مجلة الحوسبة العميقة",
    state: "queued",
    tags: ["memory", "ذاكرة"],
    why: "The Arabic version has the proof that the English one leaves out.",
    note: "قارن مع نسخة Okonjo-Brandt قبل الاجتماع.\nLemma 2 is the one we were missing.",
    ageDays: 4,
    abstract:
      "نقترح طريقة بسيطة لتقليل الذاكرة التي تحتاجها الشبكات العميقة أثناء التدريب. بدلاً من حفظ نتائج كل طبقة، نعيد حسابها عند الحاجة في مقاطع قصيرة.",
  },
  {
    title: "Notes on $\\mu$LO",
    authors: [],
    year: null,
    venue: "Handwritten notes, reading group",
    state: "inbox",
    ageDays: 5,
  },
  {
    title: "深層ネットワークにおける注意の節約について",
    authors: ["森川ディアス", "中島"],
    year: 2026,
    venue: null,
    state: "skimmed",
    ageDays: 6,
    abstract: "注意の計算を減らす単純な規則を示す",
  },
  {
    title:
      "Pneumonoultramicroscopicsilicovolcanoconiosis-Aware_Segmentation_v2_FINAL_camera-ready_really",
    authors: ["Ola Torvik"],
    year: 2026,
    venue: null,
    state: "inbox",
    ageDays: 6,
  },
  {
    title: "Cartographer: Mapping Failure Regions of Code Models With Minimal Edits",
    authors: ["Hana Dragan-Whitlock", "Kenji Morikawa-Diaz"],
    year: 2026,
    venue: null,
    state: "reading",
    ageDays: 6,
  },
  {
    title: "Slow Features, Fast Policies",
    authors: ["Pilar Valderrama"],
    year: 2026,
    venue: null,
    state: "queued",
    ageDays: 7,
  },
  {
    title: "Reading Between the Layers: Probing Intermediate Plans in Language Models",
    authors: ["Yui Sato", "Sunniva Haugen", "Nkechi Obuya"],
    year: 2026,
    venue: null,
    state: "queued",
    tags: ["planning"],
    ageDays: 7,
  },
  {
    title: "Longer Is Not Kinder: Separating Verbosity From Quality in Reward Models",
    authors: ["Chiara Bianchi-Roux", "Nils Ekström"],
    year: 2026,
    venue: null,
    state: "queued",
    tags: ["evaluation"],
    ageDays: 8,
  },
  {
    title: "Loss Landscapes Have Weather: Seasonal Drift in Online Training",
    authors: ["Ragna Strand", "Rui Figueira", "Tiago Balogun-Ferreira"],
    year: 2026,
    venue: null,
    state: "queued",
    ageDays: 8,
  },
];

const subjects = [
  "Sparse Routing", "Calibrated Confidence", "Graph Sketches", "Speculative Drafts", "Learning Rates",
  "Gated Blocks", "Low-Rank Detours", "Residual Streams", "Noise Floors", "Static Embeddings",
  "Verifier Chains", "Prompt Caches", "Token Budgets", "Curriculum Ladders", "Memory Traces",
]; // prettier-ignore
const twists = [
  "at Rest", "Under Drift", "Without Labels", "in the Small-Data Regime", "for Long Contexts",
  "Across Restarts", "With Honest Baselines", "on Ordinary Hardware", "Revisited", "in Two Passes",
]; // prettier-ignore
const people = [
  "Bola Oyelaran", "Nkechi Obuya", "Emi Nakajima", "Ragna Strand", "Rui Figueira", "Yui Sato",
  "Chiara Bianchi-Roux", "Pilar Valderrama", "Ola Torvik", "Maja Lindqvist-Rao", "Ani Petrosyan",
]; // prettier-ignore
const fillerTags = ["training", "memory", "evaluation", "planning", "retrieval", "optimizers"];

/** Returns the `i`-th paper of an endless supply; the same one every time. */
export function fillerPaper(i: number, state: State): FakePaper {
  const pick = <T>(of: T[], step: number): T => of[(i * step + (i >> 3)) % of.length]!;
  const paper: FakePaper = {
    title: `${pick(subjects, 7)} ${pick(twists, 3)}: ${["A Study", "Evidence", "A Method", "Lessons"][i % 4]} From ${12 + ((i * 37) % 900)} Runs`,
    authors: [pick(people, 5), pick(people, 3)].slice(0, 1 + (i % 2)),
    year: 2020 + ((i * 3) % 7),
    venue: i % 3 === 0 ? "Preprint" : null,
    state,
    isStarred: i % 26 === 5,
    tags: i % 5 === 0 ? [pick(fillerTags, 1)] : [],
    ageDays: 16 + Math.floor(i / 3),
    links: [paperLink(`https://papers.example.org/filler/${i}`)],
    identifier: ["arxiv", `2601.${String(10000 + i)}`],
  };
  if (i % 4 !== 3) {
    paper.abstract =
      "Up to 40% of what a run costs is held by residual adds that nobody reads. We measure where it goes, and give a recipe that most groups can follow in a week.";
  }
  if (i % 11 === 4) paper.note = "Lent to Priya";
  return paper;
}
