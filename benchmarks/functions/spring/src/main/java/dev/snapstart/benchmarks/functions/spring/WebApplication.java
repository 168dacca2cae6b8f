package dev.snapstart.benchmarks.functions.spring;

import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A web application with JSON in and out. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
@Import(Departments.class)
class WebApplication {

  record Line(String article, int count) {}

  record Order(String customer, List<Line> lines) {}

  record Receipt(String number, String customer, int articles) {}

  @PostMapping("/orders/{number}")
  Receipt order(@PathVariable String number, @RequestBody Order order) {
    int articles = order.lines().stream().mapToInt(Line::count).sum();
    return new Receipt(number, order.customer(), articles);
  }
}
