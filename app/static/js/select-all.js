// In a table of checkboxes: one box picks all, and Shift picks a range. Without JavaScript each row is picked by itself.
// <table data-select> has <input type="checkbox" data-select-all hidden> in its head and <input data-select-row> in its rows.
// [data-selected-count="__n__ markerade"] anywhere in the same form says how many.
for (const table of document.querySelectorAll("[data-select]")) {
  const rows = () => [...table.querySelectorAll("input[data-select-row]")];
  const all = table.querySelector("input[data-select-all]");
  const count = (table.closest("form") ?? document).querySelector("[data-selected-count]");
  let last = null;

  const show = () => {
    const picked = rows().filter((row) => row.checked).length;
    if (all) {
      all.checked = picked > 0 && picked === rows().length;
      all.indeterminate = picked > 0 && picked < rows().length;
    }
    if (count) count.textContent = count.dataset.selectedCount.replace("__n__", picked);
  };

  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const row of rows()) row.checked = all.checked;
      show();
    });
  }
  table.addEventListener("click", (event) => {
    const row = event.target.closest("input[data-select-row]");
    if (!row) return;
    const list = rows();
    if (event.shiftKey && last && list.includes(last)) {
      const [from, to] = [list.indexOf(last), list.indexOf(row)].sort((one, other) => one - other);
      for (const between of list.slice(from, to + 1)) between.checked = row.checked;
    }
    last = row;
    show();
  });
  show();
}
