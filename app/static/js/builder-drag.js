// Questions that can be dragged by a handle to another place, in another section too. The buttons Upp and Ner, and Alt
// with an arrow, do the same: nothing here is needed. makeDraggable(list, moved): moved(key, section, key before which).
let dragged = null;

export function makeDraggable(list, moved) {
  if (!matchMedia("(pointer: fine)").matches) return;
  for (const item of list.querySelectorAll("[data-drop] > [data-key]")) {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    grip.title = list.dataset.drag;
    // Only the handle drags, so that text can still be marked.
    grip.addEventListener("pointerdown", () => { item.draggable = true; });
    grip.addEventListener("pointerup", () => { item.draggable = false; });
    item.prepend(grip);
  }
  if (list.dataset.dragging === "yes") return;
  list.dataset.dragging = "yes";
  list.addEventListener("dragstart", (event) => start(list, event));
  list.addEventListener("dragover", over);
  list.addEventListener("drop", (event) => drop(event, moved));
  list.addEventListener("dragend", () => end(list));
}

function start(list, event) {
  const item = event.target.closest("[data-key]");
  dragged = { item, parent: item.parentElement, next: item.nextElementSibling, dropped: false };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.dataset.key);
  for (const empty of list.querySelectorAll("[data-drop]")) empty.hidden = false;
}

function over(event) {
  const target = dragged && event.target.closest("[data-drop]");
  if (!target) return;
  event.preventDefault();
  const others = [...target.children].filter((one) => one !== dragged.item);
  const after = others.find((one) => {
    const box = one.getBoundingClientRect();
    return event.clientY < box.top + box.height / 2;
  });
  if (dragged.item.nextElementSibling !== (after ?? null) || dragged.item.parentElement !== target) {
    target.insertBefore(dragged.item, after ?? null);
  }
}

function drop(event, moved) {
  if (!dragged) return;
  event.preventDefault();
  const { item, parent, next } = dragged;
  dragged.dropped = true;
  const after = item.nextElementSibling;
  if (item.parentElement === parent && after === next) return;
  moved(item.dataset.key, item.parentElement.dataset.drop, after?.dataset.key ?? "");
}

function end(list) {
  if (!dragged) return;
  const { item, parent, next, dropped } = dragged;
  item.draggable = false;
  if (!dropped) parent.insertBefore(item, next);
  for (const target of list.querySelectorAll("[data-drop]")) target.hidden = !target.children.length;
  dragged = null;
}
