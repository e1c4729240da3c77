// Helps with many choices and with ranking. Nothing here is needed to answer.
//
// <div class="options" data-search="label" data-found="__n__ av __total__ visas">: a box that hides the options without
// its words; what is chosen stays in sight.
// <fieldset data-rank>: a place that is taken goes to the choice that had it; the box under them is ticked.
for (const options of document.querySelectorAll("[data-search]")) {
  const all = [...options.querySelectorAll(".option")];
  const label = document.createElement("label");
  const box = document.createElement("input");
  const status = document.createElement("p");
  box.id = `${options.closest("fieldset").id}-search`;
  box.type = "search";
  box.className = "input";
  label.htmlFor = box.id;
  label.textContent = options.dataset.search;
  status.className = "hint";
  status.setAttribute("role", "status");
  options.before(label, box, status);

  box.addEventListener("input", (event) => {
    event.stopPropagation(); // a search is no answer: it is neither saved nor warned about
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const option of all) {
      const text = option.textContent.toLocaleLowerCase();
      option.hidden = "away" in option.dataset
        || (!option.querySelector(":checked") && !words.every((word) => text.includes(word)));
    }
    const shown = all.filter((option) => !option.hidden).length;
    status.textContent = words.length
      ? options.dataset.found.replace("__n__", shown).replace("__total__", all.length) : "";
  });
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}

for (const ranking of document.querySelectorAll("[data-rank]")) {
  const places = [...ranking.querySelectorAll("select")];
  const kept = ranking.querySelector("[type=checkbox]");
  let before = places.map((place) => place.value);
  ranking.addEventListener("change", ({ target }) => {
    if (target === kept) return;
    const other = places.find((place) => place !== target && place.value === target.value);
    if (other) other.value = before[places.indexOf(target)];
    kept.checked = true;
    before = places.map((place) => place.value);
  });
}
