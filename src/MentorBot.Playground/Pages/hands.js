// Between the press and the release of a control nothing may move: a click on what was replaced meanwhile is lost.
const afterTheClick = 50;
const longestPress = 3000;

let isHeld = false;
let timer = 0;
let waiting = [];

/** Watches an area for controls that are held down. */
export function watch(area) {
  // The list of a select has no release of its own, and needs none: it stays where it is.
  area.addEventListener("pointerdown", (event) => event.button === 0 && event.target.localName !== "select" && hold());
  area.addEventListener("keydown", (event) => event.key === " " && hold());
  for (const end of ["pointerup", "pointercancel", "keyup", "blur"]) {
    addEventListener(end, () => isHeld && letGo(afterTheClick));
  }
}

/** Does something at once, or as soon as no control is held down any more. */
export function whenFree(action) {
  if (isHeld) {
    waiting.push(action);
  } else {
    action();
  }
}

/** Forgets what waits, where all is shown afresh. */
export function forget() {
  waiting = [];
}

function hold() {
  isHeld = true;
  letGo(longestPress);
}

function letGo(after) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    isHeld = false;
    waiting.splice(0).forEach((action) => action());
  }, after);
}
