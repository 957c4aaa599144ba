addEventListener("keydown", () => document.body.classList.toggle("flipped"));
