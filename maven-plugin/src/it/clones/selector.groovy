// clones need CRIU; as with the tests of the other modules, CI says that it is there
return System.getenv('SNAPSTART_REQUIRE_CRIU') != null
