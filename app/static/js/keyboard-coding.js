// Grouping with the keyboard, in a form <form data-coding> with rows as in select-all.js:
//   j / k or arrow down / up   next or previous row         x or Space   pick the row
//   1–9                        press the theme button with data-theme-key="1" … "9" for what is picked
//   ?                          open the help (<details data-coding-help>)
// Keys do nothing while somebody writes, and everything can be done with Tab and Space instead.
for (const form of document.querySelectorAll("[data-coding]")) {
  const rows = () => [...form.querySelectorAll("input[data-select-row]")];

  const move = (step) => {
    const list = rows();
    const at = list.indexOf(document.activeElement);
    const next = list[Math.max(0, Math.min(list.length - 1, at + step))];
    next?.focus();
    next?.closest("tr, li, article")?.scrollIntoView({ block: "nearest" });
  };

  const assign = (key) => {
    const button = form.querySelector(`button[data-theme-key="${key}"]`);
    const list = rows();
    if (!button) return false;
    if (!list.some((row) => row.checked) && list.includes(document.activeElement)) document.activeElement.checked = true;
    if (!list.some((row) => row.checked)) return false;
    button.click();
    return true;
  };

  const actions = {
    j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1),
    x: () => rows().includes(document.activeElement) && document.activeElement.click(),
    "?": () => { const help = form.querySelector("[data-coding-help]"); if (help) help.open = !help.open; },
  };

  form.addEventListener("keydown", (event) => {
    const writing = event.target.matches("textarea, select, input:not([type=checkbox], [type=radio])");
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = /^[1-9]$/.test(event.key) ? assign(event.key) : actions[event.key] && actions[event.key]() !== false;
    if (done) event.preventDefault();
  });
}
