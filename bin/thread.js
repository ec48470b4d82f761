'use strict';

// A thread of the program: src/services/group/read-many.ts starts it, thread.ts beside that says what it does.

const fs = require('fs');
const path = require('path');
const { load } = require('./tousu.js');

if (fs.existsSync(path.join(__dirname, '../dist/main.cjs'))) load('main.cjs').work();
else import('../src/main.ts').then(({ work }) => work());
