// Moves focus to the error summary when a page comes back with faults, and from its links into the first input.
const summary = document.querySelector("[data-error-summary]");

if (summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    const input = target.matches("fieldset") ? target.querySelector("input:not([type=hidden])") : target;
    target.closest(".question, .field")?.scrollIntoView();
    (input ?? target).focus({ preventScroll: true });
  });
}
