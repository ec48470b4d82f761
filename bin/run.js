'use strict';

// For the npm scripts: node bin/run.js [flags of node] script.js [arguments], with a Node that fits.

require('./runtime.js').run(process.argv.slice(2));
