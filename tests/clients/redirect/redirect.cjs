// Leads every connection of a Node program to the venue of the tests, whatever host it asks for. The program
// itself is not changed. Loaded by NODE_OPTIONS=--require; VENUE_* are set by tests/clients.
const net = require('node:net')
const real = net.Socket.prototype.connect

net.Socket.prototype.connect = function (...given) {
  const [options, listener] = Array.isArray(given[0]) ? given[0] : net._normalizeArgs(given)
  if (options.path) throw new Error('a program of the tests opens no local socket')
  const place = { ...options, host: '127.0.0.1', port: Number(process.env.VENUE_HTTP), lookup: undefined }
  return real.call(this, place, listener)
}
