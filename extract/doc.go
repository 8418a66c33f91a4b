// Package extract turns bytes into articles: plain text, JSON Lines, CSV and
// web pages. It also reads what a text tells about itself: title, dateline,
// stamps, bylines, credits and licence lines, which are marked and never cut.
//
// Nothing here touches disk, net or clock; a reader is handed in and what comes
// out depends on its bytes alone.
package extract
