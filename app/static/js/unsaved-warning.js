// Asks before a page is left with changes that are not saved. <form data-unsaved> or <form data-autosave>.
// autosave.js clears the mark by dispatching "radslag:saved" on the form.
for (const form of document.querySelectorAll("form[data-unsaved], form[data-autosave]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("radslag:saved", () => { changed = false; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
