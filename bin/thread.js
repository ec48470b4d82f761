'use strict';

// A thread of the program: src/services/group/many-ledgers.ts starts it, src/thread.ts says what it does.

const fs = require('fs');
const path = require('path');
const { load } = require('./tousu.js');

if (fs.existsSync(path.join(__dirname, '../dist/main.cjs'))) load('main.cjs').work();
else import('../src/main.ts').then(({ work }) => work());
