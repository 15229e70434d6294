"use strict";
// Runs before the script of textual-serve opens the terminal: names the socket, takes the token out of the
// address, tells why a visit ended, and waits for the font, by which the terminal measures its cells.
{
  const terminal = document.getElementById("terminal");
  const drawsGlyphs = document.createElement("canvas").getContext("webgl2") !== null;

  // a page keeps its number when it is loaded again, so that the server takes the visit up
  const newNumber = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const number = sessionStorage.getItem("hashiya") ?? newNumber();
  sessionStorage.setItem("hashiya", number);

  const socket = new URL(`/ws/${drawsGlyphs ? "canvas" : "dom"}/${number}`, location.origin);
  socket.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = socket.href;
  history.replaceState(null, "", "/");
  document.getElementById("again").addEventListener("click", () => location.reload());

  const codes = [4000, 4001, 4002, 4003, 4004];
  window.WebSocket = class extends WebSocket {
    constructor(...words) {
      super(...words);
      this.addEventListener("close", ({ code }) => {
        document.body.dataset.ending = codes.includes(code) ? code : "lost";
      });
    }
    // keys may still be typed when the visit has ended
    send(data) {
      if (this.readyState === WebSocket.OPEN) super.send(data);
    }
  };
  const open = window.onload;
  window.onload = async (event) => {
    const styles = ["", "bold ", "italic ", "italic bold "];
    await Promise.allSettled(styles.map((style) => document.fonts.load(`${style}16px "Roboto Mono"`)));
    open(event);
    terminal.querySelector("textarea").focus();
  };
}
