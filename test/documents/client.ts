/**
 * Talks to the library (https://library.example.org/api/v1). Its manual: https://library.example.org/manual.
 * @see {@link https://library.example.org/manual#search the part about searches}
 */
const BASE = 'https://library.example.org/api/v1/';
const MIRRORS = ["http://mirror-1.example.net","http://mirror-2.example.net:8080/x"];
const book = `https://library.example.org/books/${id}?full=1`;
const line = "first: https://library.example.org/1\nsecond: https://library.example.org/2\n";
const quoted = "<a href=\"https://library.example.org/3\">3</a>";
const pattern = /^https?:\/\/[^/]+/; // no address
if (url !== "https://") throw new Error('Is it https://library.example.org/login?');
// “https://library.example.org/4”, «https://library.example.org/5» and ‘https://library.example.org/6’…
const files = 'file:///tmp/books.json'; // [https://library.example.org/7]
