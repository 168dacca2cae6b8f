package dev.snapstart.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateTest {

  @Test
  void readsGlobalsMappingsAndConditions() {
    Template template =
        Template.read(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Globals:
              Function:
                Runtime: java21
                SnapStart:
                  ApplyOn: PublishedVersions   # for all
            Mappings:
              Stages:
                dev: { SnapStart: None }
                prod:
                  SnapStart: PublishedVersions
              Never:
                prod:
                  SnapStart: None
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
              ByGlobals:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: a.ByGlobals::handleRequest
                  Events:
                    - Type: Api
                      Path: /x
                    - Type: SQS
              Off:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: 'a.Off'
                  SnapStart:
                    ApplyOn: None
              ByMapping:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByMapping
                  SnapStart:
                    ApplyOn: !FindInMap [Stages, !Ref Stage, SnapStart]
              ByOtherMapping:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByOtherMapping
                  SnapStart:
                    ApplyOn: !FindInMap [Never, !Ref Stage, SnapStart]
              ByCondition:
                Type: AWS::Lambda::Function
                Properties:
                  Handler: a.ByCondition
                  SnapStart:
                    ApplyOn:
                      Fn::If:
                        - IsProd
                        - PublishedVersions
                        - None
            """);

    assertThat(template.on()).containsExactly("a/ByCondition", "a/ByGlobals", "a/ByMapping");
  }

  @Test
  void hasNothingOnWithoutFunctions() {
    assertThat(Template.read("").on()).isEmpty();
    assertThat(Template.read("Resources:\n  A:\n    Type: AWS::SQS::Queue\n").on()).isEmpty();
  }
}
