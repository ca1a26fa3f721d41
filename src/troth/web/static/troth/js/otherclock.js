// Shows the times of a page on the partner's clock, and on one's own again (`z`). The place stands after each of them.
(() => {
  const clock = document.querySelector(".clocks>span+span time[data-zone]");
  const says = document.querySelector(".foot [data-whose]");
  if (!clock || !says) return;
  const zone = clock.dataset.zone;
  const place = clock.closest("b").nextSibling.textContent;
  const mine = says.textContent;
  const before = new WeakMap();
  let theirs = false;

  const there = (at, words) => {
    const day = { weekday: "short", day: "numeric", month: "short" };
    const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const how = /^\d\d:\d\d$/.test(words.trim()) ? hour : { ...day, ...hour };
    const said = new Intl.DateTimeFormat("en-GB", { ...how, timeZone: zone }).format(at);
    return `${said.replace(/^(\w+), /, "$1 ")} ${place}`;
  };
  const turn = () => {
    for (const time of document.querySelectorAll("main time[datetime*=T], .foot time[datetime*=T]")) {
      if (theirs && !before.has(time)) {
        before.set(time, time.innerHTML);
        time.textContent = there(new Date(time.dateTime), time.textContent);
      } else if (!theirs && before.has(time)) {
        time.innerHTML = before.get(time);
        before.delete(time);
      }
    }
    says.textContent = theirs ? `Times are those of ${place}` : mine;
  };
  document.addEventListener("otherclock", () => {
    theirs = !theirs;
    turn();
  });
  // A region that renewed itself shows one's own times again.
  document.addEventListener("htmx:after:swap", () => {
    for (const time of document.querySelectorAll("main time")) if (theirs && !time.textContent.endsWith(place)) before.delete(time);
    if (theirs) turn();
  });
})();
