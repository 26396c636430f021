package com.banxiang.testkit.broken.kettle;

import com.fasterxml.jackson.databind.ObjectMapper;

class OldJson {

    ObjectMapper mapper = new ObjectMapper();
}
