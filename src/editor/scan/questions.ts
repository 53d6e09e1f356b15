/** What a scan may ask or say before it begins. Loaded with the first one. */

export { confirmScan } from './confirmScan.ts';
export { showAllRejected, showNoUrls } from './emptyListMessages.ts';
