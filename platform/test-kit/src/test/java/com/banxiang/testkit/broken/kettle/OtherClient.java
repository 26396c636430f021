package com.banxiang.testkit.broken.kettle;

import java.net.http.HttpClient;

class OtherClient {

    HttpClient client = HttpClient.newHttpClient();
}
