-- A library as version 1 of the tables made it: never changed, so that today's program is held to open it.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1298549809;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE changes (
	number INTEGER NOT NULL, 
	token TEXT NOT NULL, 
	PRIMARY KEY (number)
)
 STRICT

;
INSERT INTO "changes" VALUES(1,'559cb64003c73e61');
INSERT INTO "changes" VALUES(2,'413d3b86f4cc789b');
INSERT INTO "changes" VALUES(3,'6e747e7d31a90a83');
INSERT INTO "changes" VALUES(4,'b3bf1917423009ef');
INSERT INTO "changes" VALUES(5,'249753c2c4633ca7');
INSERT INTO "changes" VALUES(6,'0162067f5d30908a');
CREATE TABLE claims (
	version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	claim_id TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	value REAL, 
	low REAL, 
	high REAL, 
	qualifier TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	statistic TEXT NOT NULL, 
	direction TEXT NOT NULL, 
	per TEXT NOT NULL, 
	status TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	place TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	destination TEXT NOT NULL, 
	via TEXT NOT NULL, 
	period_start TEXT NOT NULL, 
	period_end TEXT NOT NULL, 
	said_by TEXT NOT NULL, 
	modality TEXT NOT NULL, 
	why TEXT NOT NULL, 
	written TEXT NOT NULL, 
	sentence TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	sentence_start INTEGER NOT NULL, 
	sentence_end INTEGER NOT NULL, 
	page INTEGER, 
	repeats TEXT NOT NULL, 
	PRIMARY KEY (version_id, position), 
	FOREIGN KEY(version_id) REFERENCES versions (version_id) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "claims" VALUES(1,0,'2711163fd38c','detention',90000.0,NULL,NULL,'exact','people','level','','','','migrants','MEX','MEX','','','','','','','reported','object: detained','90,000','Mexico detained 90,000 migrants.',16,22,0,32,NULL,'');
INSERT INTO "claims" VALUES(2,0,'2711163fd38c','detention',91000.0,NULL,NULL,'exact','people','level','','','','migrants','MEX','MEX','','','','2020-01-01','2020-12-31','the ministry','reported','object: detained; time: last year','91,000','Mexico detained 91,000 migrants last year, the ministry said.',16,22,0,61,NULL,'');
INSERT INTO "claims" VALUES(2,1,'c3a1100c5bc6','death',40.0,NULL,NULL,'exact','people','level','','','','people','','','','','','2021-05-03','2021-05-03','','reported','subject: drowned; time: on 3 May','40','About 40 people drowned on 3 May.',68,70,62,95,NULL,'');
INSERT INTO "claims" VALUES(2,2,'06df061f4546','period',NULL,NULL,NULL,'exact','date','level','','','','','','','','','','2021-05-03','2021-05-03','','reported','date','3 May','About 40 people drowned on 3 May.',89,94,62,95,NULL,'');
INSERT INTO "claims" VALUES(3,0,'2698187a1e6c','rescue',4200.0,NULL,NULL,'exact','people','level','','','','people','TUN','','','','','2023-03-01','2023-03-31','','reported','object: rescued in; time: in March 2023','4,200','Tunisian coast guards rescued 4,200 people in March 2023.',30,35,0,57,NULL,'');
INSERT INTO "claims" VALUES(3,1,'70ebb3dcbfad','period',NULL,NULL,NULL,'exact','date','level','','','','','','','','','','2023-03-01','2023-03-31','','reported','date','March 2023','Tunisian coast guards rescued 4,200 people in March 2023.',46,56,0,57,NULL,'');
INSERT INTO "claims" VALUES(4,0,'b5c950bf0bc6','detention',91000.0,NULL,NULL,'exact','people','level','','','','migrants','MEX','MEX','','','','2020-01-01','2020-12-31','the ministry','reported','object: detained; time: last year','91,000','Mexico detained 91,000 migrants last year, the ministry said.',16,22,0,61,NULL,'');
INSERT INTO "claims" VALUES(4,1,'a09d8ff308bb','death',40.0,NULL,NULL,'exact','people','level','','','','people','','','','','','2021-05-03','2021-05-03','','reported','subject: drowned; time: on 3 May','40','About 40 people drowned on 3 May.',68,70,62,95,NULL,'');
INSERT INTO "claims" VALUES(4,2,'4fe8f32c552d','period',NULL,NULL,NULL,'exact','date','level','','','','','','','','','','2021-05-03','2021-05-03','','reported','date','3 May','About 40 people drowned on 3 May.',89,94,62,95,NULL,'');
CREATE TABLE contents (
	source TEXT NOT NULL, 
	given_id TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	PRIMARY KEY (source, given_id), 
	FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
 STRICT

;
CREATE TABLE copies (
	document_id TEXT NOT NULL, 
	other_id TEXT NOT NULL, 
	PRIMARY KEY (document_id, other_id), 
	FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE, 
	FOREIGN KEY(other_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "copies" VALUES('c.txt','a.txt');
INSERT INTO "copies" VALUES('a.txt','c.txt');
CREATE TABLE documents (
	document_id TEXT NOT NULL, 
	copy_of TEXT, 
	changed INTEGER NOT NULL, 
	PRIMARY KEY (document_id), 
	FOREIGN KEY(copy_of) REFERENCES documents (document_id) ON DELETE SET NULL
)
 STRICT

;
INSERT INTO "documents" VALUES('a.txt',NULL,6);
INSERT INTO "documents" VALUES('b.txt',NULL,4);
INSERT INTO "documents" VALUES('c.txt','a.txt',5);
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
)
 STRICT

;
INSERT INTO "meta" VALUES('library','9233b2c5e39c412c887b91a0f4f73a10');
CREATE TABLE reviews (
	review_id INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	claim_id TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	written TEXT NOT NULL, 
	sentence TEXT NOT NULL, 
	"offset" INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	changes TEXT NOT NULL, 
	note TEXT NOT NULL, 
	reviewer TEXT NOT NULL, 
	at TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	review_sha256 TEXT NOT NULL, 
	PRIMARY KEY (review_id), 
	FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "reviews" VALUES(1,'a.txt','2711163fd38c',16,22,'91,000','Mexico detained 91,000 migrants last year, the ministry said.',16,'corrected','{"value": "90850"}','looked it up','Ann','2026-11-26T04:24:46Z','d1cd842a7c0adbf4766e82042381a680aaa29a202a0516a520ad3cad1d691f64','039aca4b54d3c183e825a74e942a09a379443b8179f337a01fa228319d8afa6e');
CREATE TABLE sketches (
	hash INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	PRIMARY KEY (hash, version_id), 
	FOREIGN KEY(version_id) REFERENCES versions (version_id) ON DELETE CASCADE
)
 WITHOUT ROWID,
 STRICT

;
INSERT INTO "sketches" VALUES(138650106,2);
INSERT INTO "sketches" VALUES(917999663,2);
INSERT INTO "sketches" VALUES(1303019370,2);
INSERT INTO "sketches" VALUES(1680683755,2);
INSERT INTO "sketches" VALUES(1968697252,2);
INSERT INTO "sketches" VALUES(2123437424,2);
INSERT INTO "sketches" VALUES(12454344,3);
INSERT INTO "sketches" VALUES(535983758,3);
INSERT INTO "sketches" VALUES(890362790,3);
INSERT INTO "sketches" VALUES(919182714,3);
INSERT INTO "sketches" VALUES(1107181332,3);
INSERT INTO "sketches" VALUES(1496236934,3);
INSERT INTO "sketches" VALUES(138650106,4);
INSERT INTO "sketches" VALUES(917999663,4);
INSERT INTO "sketches" VALUES(1303019370,4);
INSERT INTO "sketches" VALUES(1680683755,4);
INSERT INTO "sketches" VALUES(1968697252,4);
INSERT INTO "sketches" VALUES(2123437424,4);
CREATE TABLE sources (
	source TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	reader_version TEXT NOT NULL, 
	given TEXT NOT NULL, 
	PRIMARY KEY (source)
)
 STRICT

;
CREATE TABLE versions (
	version_id INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	current INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	text_sha256 TEXT NOT NULL, 
	title TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	published TEXT NOT NULL, 
	url TEXT NOT NULL, 
	language TEXT NOT NULL, 
	pages TEXT NOT NULL, 
	warnings TEXT NOT NULL, 
	source TEXT NOT NULL, 
	retrieved TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	reader_version TEXT NOT NULL, 
	kept INTEGER NOT NULL, 
	extractor TEXT NOT NULL, 
	added TEXT NOT NULL, 
	claims INTEGER NOT NULL, 
	claims_sha256 TEXT NOT NULL, 
	head_sha256 TEXT NOT NULL, 
	PRIMARY KEY (version_id), 
	FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
)
 STRICT

;
INSERT INTO "versions" VALUES(1,'a.txt',1,0,'Mexico detained 90,000 migrants.','63f2e949845b10af1d28c19ecc6c09d21ff2c59985f69e00976dc3ee540e7605','','','2021-06-08','','en','[]','[]','','','','','',0,'','2026-11-26T04:24:46Z',1,'674dd67249d87e65c277a20cdfee9a9ae1a5f91d5b731bf27003bcca53f1f595','95f17c868bae81cfedf5620666825296218dd665813c1f152986436cf1651314');
INSERT INTO "versions" VALUES(2,'a.txt',2,1,'Mexico detained 91,000 migrants last year, the ministry said. About 40 people drowned on 3 May.','d1cd842a7c0adbf4766e82042381a680aaa29a202a0516a520ad3cad1d691f64','','','2021-06-08','','en','[]','[]','','','','','',0,'','2026-11-26T04:24:46Z',3,'3a61b4b2c3426358ceef0818077f796516b5eac8e65023f3fbb9e4165bfe63dc','6bdfc41af3a196aede1b6796eaf34bdfed537952cae9c835716e13e02041ca79');
INSERT INTO "versions" VALUES(3,'b.txt',1,1,'Tunisian coast guards rescued 4,200 people in March 2023.','019514bcd1f7033474575add5ddc8007029bc4491c6e7e3c113f8969f0cae724','','','2021-06-08','','en','[]','[]','','','','','',0,'','2026-11-26T04:24:46Z',2,'c87f3146e3d1564666d340b9be269a0dd51c13e8a6a6bfd086133983dc43c194','ca77b028fce583142c0d023e196e40bb410a5ee0e965b8bded6a72439be95074');
INSERT INTO "versions" VALUES(4,'c.txt',1,1,'Mexico detained 91,000 migrants last year, the ministry said. About 40 people drowned on 3 May.','d1cd842a7c0adbf4766e82042381a680aaa29a202a0516a520ad3cad1d691f64','','','2021-06-09','','en','[]','[]','','','','','',0,'','2026-11-26T04:24:46Z',3,'ef571feb249ee1839cba60fc9f7fa9b203fd59922ebef174470aeab292a5874b','cc0531ea3756b7f2e33df0fb7b429fa8b10de299c136443c71fa555591694cbb');
CREATE INDEX documents_copy_of ON documents (copy_of);
CREATE INDEX documents_changed ON documents (changed);
CREATE UNIQUE INDEX versions_number ON versions (document_id, number);
CREATE UNIQUE INDEX versions_current ON versions (document_id) WHERE current = 1;
CREATE INDEX versions_sha256 ON versions (sha256);
CREATE INDEX reviews_document ON reviews (document_id);
CREATE INDEX contents_document ON contents (document_id);
CREATE INDEX copies_other ON copies (other_id);
CREATE INDEX claims_claim_id ON claims (claim_id);
CREATE INDEX sketches_version ON sketches (version_id);
COMMIT;
