/**
 * What a page runs, before its workbench, to get the messages of its server as bytes, as the workbench of the desktop
 * does. In the browser it asks for Blobs, of which each goes through the process of the browser to be kept there, and
 * once more to be read.
 */
export const bytesForBlobs = `(() => {
  const { WebSocket: Original } = globalThis;
  globalThis.WebSocket = class WebSocket extends Original {
    constructor(...args) {
      super(...args);
      this.binaryType = 'arraybuffer';
    }
  };
  const { readAsArrayBuffer } = FileReader.prototype;
  FileReader.prototype.readAsArrayBuffer = function (data) {
    if (data instanceof ArrayBuffer) queueMicrotask(() => this.onload({ target: { result: data } }));
    else readAsArrayBuffer.call(this, data);
  };
})()`;
