"use strict";
// Runs before the script of textual-serve opens the terminal: names the socket, takes the token out of the
// address, tells why a visit ended, opens a lost line again, and waits for the font, by which the terminal
// measures its cells.
{
  const terminal = document.getElementById("terminal");

  // a page keeps its number when it is loaded again, so that the server takes the visit up
  const newNumber = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const number = sessionStorage.getItem("hashiya") ?? newNumber();
  sessionStorage.setItem("hashiya", number);

  const socket = new URL(`/ws/${number}`, location.origin);
  socket.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  terminal.dataset.sessionWebsocketUrl = socket.href;
  history.replaceState(null, "", "/");
  document.getElementById("again").addEventListener("click", () => location.reload());

  const codes = [4000, 4001, 4002, 4003, 4004, 4005];
  const showAccount = (lines) =>
    document.getElementById("account").replaceChildren(
      ...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })),
    );

  // The socket of the terminal: a line that is lost is opened again while the visit goes on without it.
  const Line = window.WebSocket;
  window.WebSocket = class extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
      this.connect(address);
      setInterval(() => this.check(), 10000);
    }

    connect(address) {
      const line = (this.line = new Line(address));
      line.binaryType = "arraybuffer";
      this.isAnswered = true;
      const heed = (name, act) => line.addEventListener(name, (event) => line === this.line && act(event));
      heed("open", () => {
        this.wasOpen = true;
        this.lostAt = null;
        document.body.classList.remove("-connecting");
        this.dispatchEvent(new Event("open"));
      });
      heed("message", ({ data }) => {
        this.isAnswered = true;
        const [kind, lines] = typeof data === "string" ? JSON.parse(data) : [];
        if (kind === "account") showAccount(lines);
        else this.dispatchEvent(new MessageEvent("message", { data }));
      });
      heed("close", ({ code }) => (codes.includes(code) ? this.end(code) : this.lose()));
    }

    lose() {
      this.line = null;
      const now = Date.now();
      if (this.lostAt == null) [this.lostAt, this.pause] = [now, 250];
      if (!this.wasOpen || now + this.pause > this.lostAt + document.body.dataset.absence * 1000) {
        this.end("lost");
        return;
      }
      document.body.classList.add("-connecting");
      setTimeout(() => this.connect(`${this.address}&again=1`), this.pause);
      this.pause = Math.min(this.pause * 2, 8000);
    }

    // a line may be gone without notice, as after sleep, and an attempt may get no answer
    check() {
      if (this.line === null || this.line.readyState > Line.OPEN) return;
      if (!this.isAnswered) {
        this.line.close();
        this.lose();
        return;
      }
      this.isAnswered = false;
      this.send(JSON.stringify(["ping", `${Date.now()}`]));
    }

    end(reason) {
      this.line = null;
      document.body.classList.remove("-connecting");
      document.body.dataset.ending = reason;
      this.dispatchEvent(new Event("close"));
    }

    // keys may still be typed when the visit has ended
    send(data) {
      if (this.line !== null && this.line.readyState === Line.OPEN) this.line.send(data);
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
