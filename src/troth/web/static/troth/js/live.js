// The live region asks every two seconds (see templates/frame/live.html). A hidden tab stays quiet, and a session
// that has ended leads to the sign-in page instead of being drawn into the region.
document.addEventListener("htmx:before:request", (event) => {
  if (document.hidden && event.target.id === "live") event.preventDefault();
});
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.raw.redirected && event.target.id === "live") {
    event.preventDefault();
    location.reload();
  }
});
