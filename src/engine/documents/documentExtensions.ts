/** Which files of a folder are documents. */

/** Extensions of files in a folder that are read. Programs, settings and lock files hold URLs that nobody follows. */
export const DOCUMENT_EXTENSIONS =
  'md markdown mdown mkd mdx txt urls html htm xhtml csv tsv xml rss atom opml rst adoc asciidoc org tex ipynb'.split(
    ' ',
  );
