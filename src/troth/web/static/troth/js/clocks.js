// Keeps both sides' clocks going. Without it they show the time the page was made.
(() => {
  const clocks = document.querySelectorAll(".clocks time[data-zone]");
  const tick = () => {
    for (const clock of clocks) {
      const parts = new Intl.DateTimeFormat("en-GB", {
        timeZone: clock.dataset.zone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
      }).formatToParts(new Date());
      const part = (type) => parts.find((one) => one.type === type).value;
      clock.textContent = `${part("weekday")} ${part("hour")}:${part("minute")}`;
    }
  };
  if (clocks.length) setInterval(tick, 15000);
})();
