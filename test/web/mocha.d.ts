/** What browsers load of mocha. It makes the globals that its types describe. */
declare module 'mocha/mocha.js';
