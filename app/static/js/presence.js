// Tells the service every half minute that the builder is open, and the person who else is there and what they changed.
// <div data-presence="URL" data-token data-revision> with [data-here], [data-changed] and [data-newer].
const EVERY = 30000;
const AWAY = 600000; // who has done nothing for so long is not there, and must not be kept signed in
const place = document.querySelector("[data-presence]");

function say(element, words) {
  // Setting the same words again would have them read aloud again.
  if (element && element.textContent !== words) element.textContent = words;
}

let active = Date.now();

async function tell() {
  if (document.hidden || Date.now() - active > AWAY) return;
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": place.dataset.token };
    const answer = await fetch(place.dataset.presence, { method: "POST", headers });
    if (!answer.ok) return;
    const { here, changed, revision } = await answer.json();
    say(place.querySelector("[data-here]"), here);
    say(place.querySelector("[data-changed]"), changed);
    if (revision > Number(place.dataset.revision)) newer(revision);
  } catch { /* no network: the next time tells */ }
}

function newer(revision) {
  const event = new CustomEvent("radslag:newer", { cancelable: true, detail: revision });
  // The list shows what is new by itself; a page where somebody writes only offers it.
  if (document.dispatchEvent(event)) place.querySelector("[data-newer]").hidden = false;
}

if (place) {
  document.addEventListener("radslag:revision", ({ detail }) => {
    place.dataset.revision = Math.max(detail, Number(place.dataset.revision));
  });
  document.addEventListener("visibilitychange", tell);
  for (const sign of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    addEventListener(sign, () => { active = Date.now(); }, { passive: true });
  }
  setInterval(tell, EVERY);
  tell();
}
