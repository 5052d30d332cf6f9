/** What the scripts of the search share in a page: their namespace, and lunr once it is loaded. */
declare var VanBan: any;
declare var lunr: any;
