// Tells that the section is open here, and says who else has it open: <p data-presence="URL" data-here="… __names__">.
// POST to URL twice a minute while the page is looked at; answer: {"here": ["name", …]}. Nothing waits for it.
const EVERY = 30000;

for (const line of document.querySelectorAll("[data-presence]")) {
  const token = document.querySelector("form[data-autosave]")?.elements.csrf_token?.value ?? "";
  let timer = null;

  const tell = async () => {
    if (document.hidden) return;
    try {
      const headers = { "X-CSRFToken": token, Accept: "application/json" };
      const answer = await fetch(line.dataset.presence, { method: "POST", headers, credentials: "same-origin" });
      if (answer.ok) say((await answer.json()).here);
      else if (answer.status !== 429 && answer.status < 500) clearInterval(timer);
    } catch {
      // The network is away; autosave says so where it matters.
    }
  };

  const say = (names) => {
    const words = names.length ? line.dataset.here.replace("__names__", () => names.join(", ")) : "";
    if (line.textContent !== words) line.textContent = words;
  };

  timer = setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
  tell();
}
