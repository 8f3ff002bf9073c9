import { lookAgain } from './answer-again.js';

lookAgain({ window, document, fetch: (...asked) => fetch(...asked) });
