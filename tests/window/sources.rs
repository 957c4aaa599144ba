//! What a person might have: a copied page, a bibliography. All papers are invented.

/// The titles of [`DIGEST`], in its order.
pub const TITLES: [&str; 5] = [
    "Lanterns for Sparse Reward Valleys",
    "A Quiet Bound on Noisy Gossip",
    "Folding Maps With Fewer Creases Than Colours",
    "Tides in the Weights of Recurrent Memories",
    "Counting Birds From the Echo of Their Flocks",
];

/// The text of a page of paper search results, as copied: five papers between what the page says.
pub const DIGEST: &str = "\
Get trending papers in your email inbox once a day!
Get trending papers in your email inbox!
SubscribeLanterns for Sparse Reward Valleys
Agents that learn from rare rewards spend most of their time in the dark. We place small learned \
lights along the way, show that seven of them suffice in every valley that we tried, and explain \
why an eighth does not help. The lights are trained without the reward.
A Quiet Bound on Noisy Gossip
When every node repeats what it heard with some error, rumours drift. We prove that the drift is \
bounded by the square root of the diameter, that the bound is tight on rings, and that a single \
careful listener halves it.
Folding Maps With Fewer Creases Than Colours
A map can be coloured with four colours, but how often must it be folded? We answer the question \
for planar maps with at most two lakes and leave a conjecture for three, together with the paper \
models on which we tried it.
Tides in the Weights of Recurrent Memories
We watch the weights of recurrent networks over a year of continual training and find a rhythm \
with the period of the data's own season. Removing it costs accuracy in spring and none in autumn.
Counting Birds From the Echo of Their Flocks
A flock returns an echo that tells its size. With three microphones and a model of wings we count \
starlings within four per cent, in rain and at night, and release the recordings of nine evenings.
";

/// A bibliography: one paper that [`DIGEST`] has, too, two others, and one that nothing names.
pub const BIBLIOGRAPHY: &str = "\
@article{quiet,
  title = {A Quiet Bound on Noisy Gossip},
  author = {Ferreira, Ana and Lindholm, Per},
  year = {2025},
}
@inproceedings{orchard,
  title = {Pruning an Orchard of Decision Trees by Moonlight},
  author = {Okafor, Chidi},
  year = {2024},
}
@article{ferry,
  title = {The Ferry Schedule as a Partial Order},
  author = {Halvorsen, Mari and Ito, Kenji},
  year = {2023},
}
@misc{nothing,
  note = {nothing names this one},
}
";
