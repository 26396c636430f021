package com.banxiang.notification;

import com.banxiang.testkit.ServiceTest;
import com.banxiang.testkit.api.ApiDocuments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ServiceTest
class ApiDocumentTests {

    @Test
    void sayWhatTheCodeSays(@Autowired ApplicationContext application) {
        ApiDocuments.of(application).verify();
    }
}
