// Package input finds files and takes off what lies around their content: gzip, zstd and
// bzip2, zip and tar, each within the others, and the charset. In go paths; out come streams in a
// stable order, their bytes bounded, and a reject for every one that could not be unpacked.
// What the streams hold a [Decode] knows, which package format has: input imports no form.
//
// Glossary.
//
//   - argument: what the caller names: a path, a directory, a glob, or "-".
//   - input: one file found under an argument; progress and the limits on expansion
//     count per input.
//   - layer: what lies around the records of an input: a compression (gzip, zstd, bzip2) or
//     an archive (zip, tar). A layer is told by its first bytes; its name counts only where
//     these are not readable as text, so that a damaged archive is called one.
//   - member: a file within an archive.
//   - stream: the bytes of an input or of a member, down to which all layers are off.
//   - container: a kind of file that is told by its content (DOCX, mail, pictures). What no
//     Decode reads becomes one reject that names the kind. Its name counts only where the
//     content leaves the kind open, as that of a mail.
//   - text: valid UTF-8 in normalisation form C without control characters; see [Text].
//
// # Order and names
//
// Arguments are read in the order given, the files of a directory sorted by their path
// with forward slashes, the members of an archive as they stand in it. A file that
// several arguments reach is read once, where it comes first. An article's Origin
// never holds an absolute path: a file goes by its base name, a file in a directory by
// the base name of the directory and the path inside. Where two arguments would give
// the same name, parent directories are put in front of both until the names differ.
//
// What is no text in a name is written as an escape: control characters and other
// characters that cannot be seen ("a\x01.txt"), and bytes that are no UTF-8. Names that
// agree all the same, as those of a file that an archive holds twice, get a number: "a.txt (2)".
//
// # Nothing in silence
//
// Every input, and every member of an archive that is not left out, gives an article or a
// reject. One that is read to its end without a record is a reject with the reason Empty.
// Folders are no members, and a hard link within a tar is Empty where the file that it
// leads to has been read.
//
// # What is left out
//
// Files and directories whose name begins with a dot are skipped, in archives as well,
// and so is "__MACOSX". What the program has written, and what the caller says that it uses
// for itself, is left out and counted (see Source.Own), unless it comes over a pipe. A linked
// directory is read when it lies outside the directory being read, and only once.
package input
