// Counts characters under a text. It advises: nothing is cut, nothing is refused.
// <p data-guide-for="input id" data-suggested="2000"> inside a form with data-guide-count and data-guide-over.
const QUIET = 800; // a screen reader hears the count once typing pauses, not at every key

for (const guide of document.querySelectorAll("[data-guide-for]")) {
  const input = document.getElementById(guide.dataset.guideFor);
  const words = guide.closest("form")?.dataset;
  if (!input || !words?.guideCount) continue;
  const suggested = Number(guide.dataset.suggested);
  const spoken = document.createElement("span");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  guide.after(spoken);
  let timer;

  const show = () => {
    const length = [...input.value].length;
    const over = length > suggested;
    const sentence = (over ? words.guideOver : words.guideCount)
      .replace("__n__", length.toLocaleString(document.documentElement.lang))
      .replace("__suggested__", suggested.toLocaleString(document.documentElement.lang));
    guide.textContent = sentence;
    guide.classList.toggle("guide--over", over);
    clearTimeout(timer);
    if (length > suggested * 0.9) timer = setTimeout(() => { spoken.textContent = sentence; }, QUIET);
  };

  if (input.value) show();
  input.addEventListener("input", show);
}
